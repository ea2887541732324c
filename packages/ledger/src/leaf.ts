import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { AccountRef } from "./drafts.ts";
import type { Entry } from "./rules/entry.ts";

/** Version of the leaf's shape, its `version` field. */
const LEAF_VERSION = 1;
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

/** Lays out the leaf of a transaction, members in the order of RFC 8785 (UTF-16 code units of their names). */
export function leafOf(content: LeafContent): Leaf {
  const { id, kind, reason_ref, subject, detail, corrects, nameOf } = content;
  return {
    corrects,
    detail,
    entries: content.entries.map((entry) => ({
      amount: entry.amount.toString(),
      asset: entry.debit.asset,
      credit: inOrder(nameOf(entry.credit)),
      debit: inOrder(nameOf(entry.debit)),
      expires_at: entry.expires_at?.toISOString(),
      hold: entry.hold?.id,
      id: entry.id,
      type: entry.type,
    })),
    id,
    kind,
    occurred_at: content.occurred_at.toISOString(),
    reason_ref,
    subject,
    version: LEAF_VERSION,
  };
}

function inOrder({ commitment, kind, owner }: AccountName): AccountName {
  return { commitment, kind, owner };
}

/** RFC 8785 text of what `leafOf` laid out; its UTF-8 bytes are what is hashed and stored. */
export function leafText(leaf: Leaf): string {
  // RFC 8785 writes values as JSON.stringify does, so that only members which somebody else laid out need sorting.
  return leaf.detail === undefined ? JSON.stringify(leaf) : canonicalize(leaf)!;
}

/** RFC 6962 leaf hash: SHA-256 over 0x00 and the leaf. */
export function leafHash(bytes: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([LEAF_PREFIX, bytes]), "buffer");
}
