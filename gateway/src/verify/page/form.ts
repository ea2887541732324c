import type { CheckRequest } from "./check.ts";
import { CheckError } from "./check-error.ts";
import { body, byId, type PageFile } from "./dom.ts";
import { fetchLogKeys } from "./server.ts";

/** Longer than any receipt: two notes of a million characters and some. */
const fileBytesMax = 4_000_000;

export const receiptText = () => byId("receipt");
export const entryId = () => byId("entry-id");

/** What the form says now, the keys fetched if the reader takes those of the server. Throws CheckError. */
export async function readForm(): Promise<CheckRequest> {
  const logKeys = takesServerKey() ? await fetchLogKeys() : byId("log-keys").value;
  const quorum = Number(byId("quorum").value || "0");
  if (!Number.isInteger(quorum) || quorum < 0) throw new CheckError("undecided", "The number of witnesses is not a whole number.");
  return { receipt: receiptText().value, logKeys, witnessKeys: byId("witness-keys").value, quorum };
}

/** Whether the verdict rests on what this server says of itself. */
export const takesServerKey = (): boolean => byId("key-server").checked;

/** Lets files be chosen, or dropped anywhere on the page. */
export function acceptFiles(onReceipt: (text: string) => void, onError: (error: unknown) => void): void {
  const take = (file: PageFile | undefined) => {
    if (file !== undefined) readFile(file).then(onReceipt).catch(onError);
  };
  const input = byId("receipt-file");
  input.addEventListener("change", () => {
    take(input.files?.[0]);
    // Else choosing the same file again, after it was changed, would be no change.
    input.value = "";
  });
  const page = body();
  page.addEventListener("dragover", (event) => {
    event.preventDefault();
    page.className = "dragging";
  });
  page.addEventListener("dragleave", () => {
    page.className = "";
  });
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    page.className = "";
    take(event.dataTransfer?.files[0]);
  });
}

/** Shows the fields of the choice that is made. */
export function followChoice(): void {
  const show = () => {
    byId("own-key").hidden = takesServerKey();
  };
  for (const id of ["key-server", "key-own"]) byId(id).addEventListener("change", show);
  show();
}

async function readFile(file: PageFile): Promise<string> {
  if (file.size > fileBytesMax) throw new CheckError("refused", `${file.name} is not a receipt: it is far too long.`);
  return file.text();
}
