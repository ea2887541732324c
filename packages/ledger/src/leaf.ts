import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { AccountRef } from "./drafts.ts";
import type { Entry } from "./rules/entry.ts";

/** Version of the leaf's shape, its `version` field. */
export const LEAF_VERSION = 1;
/** Entry bundles of C2SP tlog-tiles give a leaf's length as a uint16. */
export const LEAF_BYTES_MAX = 65_535;

const LEAF_PREFIX = Buffer.from([0x00]);

/** What a leaf says about a transaction. `nameOf` gives the form in which an account may be named in public. */
export interface LeafContent {
  id: string;
  kind: string;
  reason_ref: string;
  occurred_at: Date;
  /** Commitment to the subject. */
  subject?: string;
  detail?: Record<string, unknown>;
  corrects?: string;
  entries: readonly LeafLine[];
  nameOf: (ref: AccountRef) => AccountName;
}

/** What a leaf needs to know of an entry. */
export type LeafLine = Pick<Entry, "type" | "id" | "debit" | "credit" | "amount" | "expires_at"> & { hold?: { id: string } };

/** An account without an owner, with a public owner, or with a commitment to its owner. */
export interface AccountName {
  kind: string;
  owner?: string;
  commitment?: string;
}

export interface LeafEntry {
  type: Entry["type"];
  id?: string;
  hold?: string;
  debit: AccountName;
  credit: AccountName;
  asset: string;
  amount: string;
  expires_at?: string;
}

/** The leaf as JSON: amounts, ids and times are strings. */
export interface Leaf {
  version: typeof LEAF_VERSION;
  id: string;
  kind: string;
  reason_ref: string;
  occurred_at: string;
  subject?: string;
  detail?: Record<string, unknown>;
  corrects?: string;
  entries: LeafEntry[];
}

/** Lays out the leaf of a transaction. */
export function leafOf(content: LeafContent): Leaf {
  const { id, kind, reason_ref, subject, detail, corrects, nameOf } = content;
  return {
    version: LEAF_VERSION,
    id,
    kind,
    reason_ref,
    occurred_at: content.occurred_at.toISOString(),
    subject,
    detail,
    corrects,
    entries: content.entries.map((entry) => ({
      type: entry.type,
      id: entry.id,
      hold: entry.hold?.id,
      debit: nameOf(entry.debit),
      credit: nameOf(entry.credit),
      asset: entry.debit.asset,
      amount: entry.amount.toString(),
      expires_at: entry.expires_at?.toISOString(),
    })),
  };
}

/** RFC 8785 text of a leaf; its UTF-8 bytes are what is hashed and stored. */
export function leafText(leaf: Leaf): string {
  return canonicalize(leaf)!;
}

/** RFC 6962 leaf hash: SHA-256 over 0x00 and the leaf. */
export function leafHash(bytes: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([LEAF_PREFIX, bytes]), "buffer");
}
