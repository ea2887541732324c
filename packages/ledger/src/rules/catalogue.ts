import type { AccountRef } from "../drafts.ts";

export interface Asset {
  id: number;
  code: string;
  scale: number;
}

export interface AccountKind {
  kind: string;
  may_go_negative: boolean;
  owner: "required" | "optional" | "none";
  /** The owner may be a person, so the leaf holds a commitment to it. */
  personal: boolean;
}

/** The assets and account kinds of a ledger, by code and by kind. */
export interface Catalogue {
  /** Tells this ledger from any other. */
  ledger_id: string;
  assets: ReadonlyMap<string, Asset>;
  kinds: ReadonlyMap<string, AccountKind>;
}

/** One string per account, for maps. Neither kinds nor codes contain a line break. */
export function accountKey(ref: AccountRef): string {
  return `${ref.kind}\n${ref.asset}\n${ref.owner_id ?? ""}`;
}
