import { describeAmount, formatAmount } from "./amounts.ts";
import type { Account, Entry, Movement } from "./entry.ts";

const accounts: Record<string, string> = {
  player: "a player",
  issuance: "newly issued",
  burned: "spent for good",
  escrow: "held in trust",
  treasury: "the treasury",
  pool_local: "the Local pool",
  pool_national: "the National pool",
  pool_global: "the Global pool",
};

const reasons: Record<string, string> = {
  "impact.award": "The reward for an action that was verified.",
  "token.transfer": "A player sent tokens to another player.",
  "reward.hold": "A player asked for a reward; its price was set aside.",
  "reward.fulfil": "A reward was handed over, and its price was spent.",
  "reward.cancel": "A request for a reward was cancelled, and its price was freed.",
  "hold.expired": "Something set aside was not used in time, and was freed.",
};

/** What the entry says, as sentences: why, then what moved. */
export function describeEntry(entry: Entry): string[] {
  const why = reasons[entry.kind] ?? `A transaction of the kind “${entry.kind}”.`;
  const corrects = entry.corrects === undefined ? [] : [`It corrects the earlier entry ${entry.corrects}.`];
  return [why, ...corrects, ...(entry.kind === "impact.award" ? describeAward(entry) : entry.movements.map(describeMovement))];
}

/** An account as people call it. */
export function accountName({ kind, owner }: Account): string {
  const name = accounts[kind] ?? kind;
  return owner === undefined ? name : `${name} (${owner})`;
}

function describeAward({ movements }: Entry): string[] {
  const earned = movements.filter(({ credit }) => credit.kind === "player").map(({ amount, asset }) => describeAmount(amount, asset));
  const funds = movements.filter(({ credit }) => credit.kind.startsWith("pool_"));
  const given = funds.map(
    ({ amount, asset, credit }, at) => `${accountName(credit)}${at === 0 ? " received" : ""} ${formatAmount(amount, asset)}`,
  );
  return [
    ...(earned.length === 0 ? [] : [`A player earned ${list(earned)}.`]),
    ...(given.length === 0 ? [] : [`With it, ${list(given)} impact credits.`]),
  ];
}

function describeMovement({ type, amount, asset, debit, credit }: Movement): string {
  const what = describeAmount(amount, asset);
  const from = accountName(debit);
  if (type === "hold") return `${what} of ${from} set aside.`;
  if (type === "release" || type === "expiry") return `${what} of ${from} freed again.`;
  if (debit.kind === "issuance") return `${what} newly issued to ${accountName(credit)}.`;
  if (credit.kind === "burned") return `${what} of ${from} spent for good.`;
  return `${what} from ${from} to ${accountName(credit)}.`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
