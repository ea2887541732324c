import { WHOLE_PARTS } from "@oneheart/contracts";
import { costOf, type Rate, tokensFor } from "./cost.ts";
import { partsByWeights } from "./parts.ts";

const whole = BigInt(WHOLE_PARTS);

/** A campaign that pays for a mission at this moment. */
export interface Payer extends Rate {
  campaign_id: string;
  /** What came in and was not refunded: its weight among co-sponsors. */
  given_minor: bigint;
  /** What is there for new quests. */
  free_minor: bigint;
}

/** What sponsors agreed on for a mission. */
export interface AgreedSplit {
  shares: ReadonlyArray<{ campaign_id: string; parts: number }>;
  programme_parts: number;
}

/** Where the money for a quest may come from. */
export interface Sources {
  /** Campaigns with money in the mission, in the order of their ids. */
  payers: readonly Payer[];
  agreed: AgreedSplit | undefined;
  /** What the programme has left; null where it is not limited. */
  programme_free: bigint | null;
}

/** What a quest pays: at least what its mission says, at most what the factors can make of it. */
export interface Wanted {
  least: bigint;
  most: bigint;
}

interface PlannedShare {
  campaign_id: string;
  parts: number;
  tokens: bigint;
  amount_minor: bigint;
}

/** What is reserved for a quest. The parts of shares and programme come to the whole. */
export interface Plan {
  outcome: "reserved";
  tokens: bigint;
  shares: PlannedShare[];
  programme_parts: number;
  /** Of the programme's budget; null where it is not limited. */
  programme_tokens: bigint | null;
}

/** What is to be reserved; `unlimited` where nothing limits, `refused` where no money is left. */
export type Cover = Plan | { outcome: "unlimited" } | { outcome: "refused" };

/**
 * Sponsors first: by the parts that they agreed on while all of them are there, else by their shares of the mission's money, without
 * those who have too little left. Then a budget that the programme declared. A mission without sponsors and without a declared budget
 * is not limited; one whose sponsors have spent all waits for money.
 */
export function planCover(sources: Sources, wanted: Wanted): Cover {
  const { payers, agreed, programme_free } = sources;
  if (payers.length === 0 && programme_free === null) return { outcome: "unlimited" };
  const partners = agreed === undefined ? undefined : partnersIn(agreed, payers);
  if (agreed !== undefined && partners !== undefined)
    return cover(partners, agreed.programme_parts, programme_free, wanted) ?? { outcome: "refused" };
  return coverByMoney(payers, sources, wanted) ?? coverByProgramme(programme_free, wanted) ?? { outcome: "refused" };
}

/** Those who agreed, with their parts; undefined when one of them does not pay for the mission now. */
function partnersIn({ shares }: AgreedSplit, payers: readonly Payer[]): Paying[] | undefined {
  const byId = new Map(payers.map((payer) => [payer.campaign_id, payer]));
  const found = shares.map(({ campaign_id, parts }) => ({ payer: byId.get(campaign_id), parts }));
  return found.every((one): one is Paying => one.payer !== undefined) ? found : undefined;
}

interface Paying {
  payer: Payer;
  parts: number;
}

/** Leaves out whoever could pay the least of its share until the others can pay what the mission says. */
function coverByMoney(payers: readonly Payer[], sources: Sources, wanted: Wanted): Plan | undefined {
  if (payers.length === 0) return undefined;
  const parts = partsByWeights(payers.map((payer) => weightOf(payer)));
  const paying = payers.map((payer, index) => ({ payer, parts: parts[index]! })).filter((one) => one.parts > 0);
  const planned = cover(paying, 0, sources.programme_free, wanted);
  if (planned !== undefined) return planned;
  const room = (one: Paying) => (tokensFor(one.payer.free_minor, one.payer) * whole) / BigInt(one.parts);
  const poorest = paying.reduce((least, one) => (room(one) < room(least) ? one : least));
  return coverByMoney(
    paying.filter((one) => one !== poorest).map(({ payer }) => payer),
    sources,
    wanted,
  );
}

/** Money of several currencies is compared by the tokens that it buys; in hundredths, so that little money counts, too. */
function weightOf(payer: Payer): bigint {
  const weight = tokensFor(payer.given_minor * 100n, payer);
  return weight > 0n ? weight : 1n;
}

function cover(
  paying: readonly Paying[],
  programme_parts: number,
  programme_free: bigint | null,
  { least, most }: Wanted,
): Plan | undefined {
  const rooms = paying.map(({ payer, parts }) => (tokensFor(payer.free_minor, payer) * whole) / BigInt(parts));
  const limits = programme_free !== null && programme_parts > 0 ? [...rooms, (programme_free * whole) / BigInt(programme_parts)] : rooms;
  const tokens = limits.reduce((smallest, room) => (room < smallest ? room : smallest), most);
  if (tokens < least) return undefined;
  const shares = paying.map(({ payer, parts }): PlannedShare => {
    // Rounded up: however what is paid is split, a share of it never comes to more.
    const most_tokens = roundUp(tokens, parts);
    return { campaign_id: payer.campaign_id, parts, tokens: most_tokens, amount_minor: costOf(most_tokens, payer) };
  });
  const programme_tokens = programme_free === null ? null : roundUp(tokens, programme_parts);
  return { outcome: "reserved", tokens, shares, programme_parts, programme_tokens };
}

function roundUp(tokens: bigint, parts: number): bigint {
  return (tokens * BigInt(parts) + whole - 1n) / whole;
}

function coverByProgramme(programme_free: bigint | null, { least, most }: Wanted): Plan | undefined {
  if (programme_free === null || programme_free < least) return undefined;
  const tokens = programme_free < most ? programme_free : most;
  return { outcome: "reserved", tokens, shares: [], programme_parts: WHOLE_PARTS, programme_tokens: tokens };
}
