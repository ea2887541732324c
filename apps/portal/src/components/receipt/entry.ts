import { parseCanonicalJson, TlogError } from "@oneheart/tlog";

/** An account as an entry names it: people by a commitment only. */
export interface Account {
  kind: string;
  owner?: string;
  commitment?: string;
}

export interface Movement {
  type: string;
  debit: Account;
  credit: Account;
  asset: string;
  amount: string;
}

/** An entry of the ledger's log, version 1. */
export interface Entry {
  id: string;
  kind: string;
  reason_ref: string;
  occurred_at: Date;
  subject?: string;
  corrects?: string;
  detail: Readonly<Record<string, unknown>>;
  movements: readonly Movement[];
}

type Fields = Record<string, unknown>;

/** Reads an entry; undefined for bytes that are something else, which a log may hold too. */
export function readEntry(bytes: Uint8Array): Entry | undefined {
  const leaf = parse(bytes);
  if (!isFields(leaf) || leaf.version !== 1 || !Array.isArray(leaf.entries)) return undefined;
  const { id, kind, reason_ref, subject, corrects, detail = {} } = leaf;
  const movements = leaf.entries.map(readMovement);
  const occurred_at = new Date(String(leaf.occurred_at));
  const isWhole = isText(id) && isText(kind) && isText(reason_ref) && isFields(detail) && !Number.isNaN(occurred_at.getTime());
  if (!isWhole || !isOptionalText(subject) || !isOptionalText(corrects) || !movements.every((line) => line !== undefined)) return undefined;
  return { id, kind, reason_ref, occurred_at, subject, corrects, detail, movements };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseCanonicalJson(bytes);
  } catch (error) {
    if (error instanceof TlogError) return undefined;
    throw error;
  }
}

function readMovement(line: unknown): Movement | undefined {
  if (!isFields(line)) return undefined;
  const { type, asset, amount } = line;
  const debit = readAccount(line.debit);
  const credit = readAccount(line.credit);
  return isText(type) && isText(asset) && isText(amount) && debit && credit ? { type, asset, amount, debit, credit } : undefined;
}

function readAccount(account: unknown): Account | undefined {
  if (!isFields(account)) return undefined;
  const { kind, owner, commitment } = account;
  return isText(kind) && isOptionalText(owner) && isOptionalText(commitment) ? { kind, owner, commitment } : undefined;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value);
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
