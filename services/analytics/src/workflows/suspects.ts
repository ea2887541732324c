import type { BaseContext } from "@oneheart/kernel";
import { ownersOf } from "@oneheart/ledger";
import { dayNumber, dayText } from "../rules/columns.ts";
import { type Farm, farmsIn } from "../rules/farms.ts";
import { type Ring, ringsIn } from "../rules/rings.ts";
import { holdingStore } from "../store/holdings.ts";

const DAYS = 30;
const TOLD = 50;

/** Rings and farms among the transfers of the last days. */
export async function suspectsNow({ db, clock }: Pick<BaseContext, "db" | "clock">): Promise<{ rings: Ring[]; farms: Farm[] }> {
  const store = holdingStore(db);
  const sent = await store.sentSince(dayText(dayNumber(clock.now().toISOString().slice(0, 10)) - DAYS));
  const earned = await store.earnedBy([...new Set(sent.map(({ from }) => from))]);
  return { rings: ringsIn(sent), farms: farmsIn(sent, earned) };
}

/** The largest of them, with the people whose accounts these are. */
export async function presentSuspects({ rings, farms }: { rings: Ring[]; farms: Farm[] }, { db }: Pick<BaseContext, "db">) {
  const told = { rings: rings.slice(0, TOLD), farms: farms.slice(0, TOLD) };
  const accounts = [...told.rings.flatMap((ring) => ring.accounts), ...told.farms.flatMap((farm) => [farm.collector, ...farm.feeders])];
  const owners = await ownersOf(db, accounts);
  const named = (ids: readonly string[]) => ids.flatMap((id) => owners.get(id) ?? []);
  return {
    rings: told.rings.map(({ accounts: members, ...ring }) => ({ player_ids: named(members), members: members.length, ...ring })),
    farms: told.farms.map(({ collector, feeders, tokens }) => ({
      collector_id: owners.get(collector) ?? null,
      player_ids: named(feeders),
      feeders: feeders.length,
      tokens,
    })),
  };
}
