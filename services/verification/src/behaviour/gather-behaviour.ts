import { identityInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { nightShare, type RobustZ, regularity, sharingIndex, submissionBurst } from "@oneheart/trust";
import type { Proof } from "../analysis/find-proof.ts";
import type { AccountFacts, AddressFacts, Facts, PaceFacts, RhythmFacts } from "../assessment/rules/facts.ts";
import { hourIn } from "../assessment/rules/zone-time.ts";
import { behaviourStore, type Trace, type TraceHolder } from "./store.ts";

/** How far back a player's habits are looked at. */
const habitDays = 60;
const day_ms = 86_400_000;
const hour_ms = 3_600_000;
const cohortMax = 50;
/** So many of the latest pauses between quests are kept as facts. */
const latestMax = 12;
/** More players than that on one "device", which is a program at an address, are a carrier's gateway or a school. */
const publicFrom = 20;

type BehaviourFacts = Pick<Facts, "captures" | "pace" | "rhythm" | "cameras" | "account">;

/** What the player's other submissions, and those who share their devices, say about this one. */
export async function gatherBehaviour(proof: Proof, time_zone: string | undefined, ctx: BaseContext): Promise<BehaviourFacts> {
  const { player_id, proof_id } = proof;
  const received_ms = Date.parse(proof.received_at);
  const since = new Date(received_ms - habitDays * day_ms);
  const { captures, arrivals, cameras, cohorts } = await behaviourStore(ctx).habits({ player_id, proof_id, at: proof.captured_at, since });
  const times = arrivals.map((arrival) => arrival.received_ms);
  const pace = (window_ms: number) => paceOf(times, received_ms, window_ms, cohorts.get(window_ms / hour_ms) ?? []);
  return {
    captures,
    pace: { hour: pace(hour_ms), day: pace(day_ms) },
    rhythm: rhythmOf(arrivals, time_zone ?? "UTC"),
    cameras,
    account: await accountOf(proof, ctx),
  };
}

function paceOf(times: number[], at_ms: number, window_ms: number, cohort: number[]): PaceFacts {
  const { count, own, cohort: others } = submissionBurst(times, at_ms, window_ms, cohort);
  return { count, own_z: zOf(own), cohort_z: zOf(others) };
}

function zOf(found: RobustZ): number | null {
  return found.status === "ok" ? found.z : null;
}

function rhythmOf(arrivals: ReadonlyArray<{ received_ms: number; captured_ms: number }>, time_zone: string): RhythmFacts {
  const night = nightShare(arrivals.map(({ captured_ms }) => hourIn(captured_ms, time_zone)));
  const times = arrivals.map(({ received_ms }) => received_ms);
  const pauses = regularity(times);
  const variation = pauses.status === "ok" ? pauses.robust_variation : null;
  return { captures: night.n, night_at_least: night.at_least, pauses: pauses.n, latest_s: latestPauses(times), variation };
}

/** In seconds, the newest first; the times come latest first. */
function latestPauses(times_ms: readonly number[]): number[] {
  const latest = times_ms.slice(0, latestMax + 1);
  return latest.slice(1).map((time, index) => Math.round((latest[index]! - time) / 1000));
}

/** Undefined for accounts that are gone. The player's own traces are written before others' are read. */
async function accountOf({ player_id, received_at }: Proof, ctx: BaseContext): Promise<AccountFacts | undefined> {
  const { items } = await ctx.call(identityInternal.operations.accountTraces, { ids: [player_id] });
  const account = items[0];
  if (account === undefined) return undefined;
  const store = behaviourStore(ctx);
  const created_at = new Date(account.created_at);
  await store.see(player_id, created_at, account.traces, new Date(received_at));
  const holders = await store.holders(account.traces);
  const { device_others, address_others } = sharingIndex(holders, publicFrom)(player_id);
  const own = holders.find((holder) => holder.player === player_id);
  const first_submission_at = own?.first_submission_at_ms ?? Date.parse(received_at);
  return {
    created_at: created_at.toISOString(),
    first_submission_at: new Date(first_submission_at).toISOString(),
    device_others: device_others > publicFrom ? 0 : device_others,
    address_others,
    address: addressOf(account.traces, holders, player_id, created_at.getTime()),
    kin: cohortOf(holders, created_at.getTime()),
  };
}

/** At the player's address with the most others, a crowd's too: who is there, and whose account is like this one. */
function addressOf(traces: readonly Trace[], holders: readonly TraceHolder[], player_id: string, created_ms: number): AddressFacts {
  const onDevices = new Set(holders.filter(({ kind }) => kind === "device").map(({ player }) => player));
  const groups = [
    ...Map.groupBy(
      holders.filter(({ player, kind }) => kind === "address" && player !== player_id),
      ({ key }) => key,
    ).values(),
  ];
  const [most = []] = groups.sort((a, b) => b.length - a.length);
  const alike = most.filter(({ player, created_at_ms }) => onDevices.has(player) || isNear(created_at_ms, created_ms));
  return { compared: traces.some(({ kind }) => kind === "address"), others: most.length, alike: alike.length };
}

/**
 * The accounts made within a day of this one, at the device or address that has the most of them. Where they are fewer than half of
 * those who use it, it is a place where many people are, and some of them are always new.
 */
function cohortOf(holders: readonly TraceHolder[], created_ms: number): AccountFacts["kin"] {
  const groups = [...Map.groupBy(holders, ({ kind, key }) => `${kind} ${key}`).values()];
  const near = groups.flatMap((group) => {
    const cohort = group.filter(({ created_at_ms }) => isNear(created_at_ms, created_ms));
    return 2 * cohort.length >= group.length ? [cohort] : [];
  });
  const [most = []] = near.sort((a, b) => b.length - a.length);
  return most.slice(0, cohortMax).map(({ created_at_ms, first_submission_at_ms }) => ({
    created_at: new Date(created_at_ms).toISOString(),
    first_submission_at: new Date(first_submission_at_ms ?? created_at_ms).toISOString(),
  }));
}

function isNear(one_ms: number, other_ms: number): boolean {
  return Math.abs(one_ms - other_ms) <= day_ms;
}
