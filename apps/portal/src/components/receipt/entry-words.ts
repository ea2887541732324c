import type { Translate } from "../../app/i18n.ts";
import { formatAmount } from "./amounts.ts";
import type { Account, Entry, Movement } from "./entry.ts";
import type { receiptWords } from "./receipt-words.ts";

type Key = NonNullable<(typeof receiptWords)["key"]>;

/** The words of a language, and its way to write "a, b and c". */
export interface EntryWords {
  t: Translate<Key>;
  list(parts: readonly string[]): string;
}

const accounts = ["player", "issuance", "burned", "escrow", "treasury", "pool_local", "pool_national", "pool_global"] as const;
const assets = ["XP", "HEART", "CREDIT"] as const;
const reasons: Readonly<Record<string, Key>> = {
  "impact.award": "did_award",
  "token.transfer": "did_transfer",
  "reward.hold": "did_hold",
  "reward.fulfil": "did_fulfil",
  "reward.cancel": "did_cancel",
  "hold.expired": "did_expire",
};

/** What the entry says, as sentences: why, then what moved. */
export function describeEntry(entry: Entry, words: EntryWords): string[] {
  const { t } = words;
  const known = reasons[entry.kind];
  const why = known === undefined ? t("did_something", { kind: entry.kind }) : t(known);
  const corrects = entry.corrects === undefined ? [] : [t("did_correct", { entry: entry.corrects })];
  const moved = entry.kind === "impact.award" ? describeAward(entry, words) : entry.movements.map((one) => describeMovement(one, words));
  return [why, ...corrects, ...moved];
}

/** An account as people call it. */
export function accountName({ kind, owner }: Account, { t }: EntryWords): string {
  const known = accounts.find((name) => name === kind);
  const name = known === undefined ? kind : t(`account_${known}`);
  return owner === undefined ? name : `${name} (${owner})`;
}

export function assetName(asset: string, { t }: EntryWords): string {
  const known = assets.find((name) => name === asset);
  return known === undefined ? asset : t(`asset_${known}`, { count: 2 });
}

/** An amount as people write it, without its asset. */
export function amountText(amount: string, asset: string, { t }: EntryWords): string {
  return formatAmount(amount, asset) ?? t("smallest_units", { amount });
}

function describeAmount(amount: string, asset: string, words: EntryWords): string {
  const known = assets.find((name) => name === asset);
  const written = amountText(amount, asset, words);
  return `${written} ${known === undefined ? asset : words.t(`asset_${known}`, { count: written === "1" || written === "1.00" ? 1 : 2 })}`;
}

function describeAward({ movements }: Entry, words: EntryWords): string[] {
  const { t, list } = words;
  const earned = movements
    .filter(({ credit }) => credit.kind === "player")
    .map(({ amount, asset }) => describeAmount(amount, asset, words));
  const funds = movements
    .filter(({ credit }) => credit.kind.startsWith("pool_"))
    .map(({ amount, asset, credit }) => `${accountName(credit, words)} ${amountText(amount, asset, words)}`);
  return [
    ...(earned.length === 0 ? [] : [t("earned", { what: list(earned) })]),
    ...(funds.length === 0 ? [] : [t("funded", { what: list(funds) })]),
  ];
}

function describeMovement({ type, amount, asset, debit, credit }: Movement, words: EntryWords): string {
  const what = describeAmount(amount, asset, words);
  const from = accountName(debit, words);
  const to = accountName(credit, words);
  if (type === "hold") return words.t("moved_hold", { what, from });
  if (type === "release" || type === "expiry") return words.t("moved_free", { what, from });
  if (debit.kind === "issuance") return words.t("moved_issue", { what, to });
  if (credit.kind === "burned") return words.t("moved_burn", { what, from });
  return words.t("moved", { what, from, to });
}
