import { CheckError } from "../../../components/receipt/check-error.ts";

/** What a reader gave. */
export interface Form {
  entry_id: string;
  receipt: string;
  /** Whether the verdict rests on what this server says of itself. */
  is_server_key: boolean;
  log_keys: string;
  witness_keys: string;
  quorum: string;
}

export const emptyForm: Form = { entry_id: "", receipt: "", is_server_key: true, log_keys: "", witness_keys: "", quorum: "0" };

export interface FormPartProps {
  form: Form;
  isBusy: boolean;
  onChange: (part: Partial<Form>) => void;
}

/** Longer than any receipt: two notes of a million characters and some. */
const fileBytesMax = 4_000_000;

export async function readReceiptFile(file: File): Promise<string> {
  if (file.size > fileBytesMax) throw new CheckError("refused", "why_too_long");
  return file.text();
}

export function quorumOf(text: string): number {
  const quorum = Number(text || "0");
  if (!Number.isInteger(quorum) || quorum < 0) throw new CheckError("undecided", "why_quorum_number");
  return quorum;
}
