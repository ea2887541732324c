import { allContracts, analyticsContract, type CallInput, type Drill, type Figure, type Operation, type Output } from "@oneheart/contracts";
import { impactInternal, mapInternal, tokenInternal, verificationInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { bootServices, plainZone, stub, type TestApp } from "@oneheart/testing";
import { analyticsService } from "../../src/service.ts";

export const { operations } = analyticsContract;
export const { events } = impactInternal;

const stock = { offered: 2, tokens: 130, low: 1, low_from: 5, redemptions_waiting: 3 };

export type Places = Output<typeof mapInternal.operations.areaPlaces>;
interface Among {
  zoneName?: (id: string) => string;
  places?: Places;
}

const nowhere: Places = { version: 0, places: { zones: [], areas: [] } };

/** Analytics among stand-ins; zones are called what `zoneName` says, and lie in the areas of `places`. */
export function bootAnalytics({ zoneName = () => "Bang Rak", places = nowhere }: Among = {}): Promise<TestApp> {
  return bootServices([analyticsService], {
    clock: "2026-03-10T10:00:00Z",
    stubs: [
      stub(mapInternal.operations.findZones, ({ ids }) => ({ items: ids.map((id) => plainZone({ id, name: zoneName(id) })) })),
      stub(mapInternal.operations.areaPlaces, () => places),
      stub(tokenInternal.operations.rewardStock, () => stock),
      stub(impactInternal.operations.poolSplit, () => ({ local_bps: 6000, national_bps: 3000, global_bps: 1000 })),
      stub(verificationInternal.operations.reviewBacklog, () => ({ waiting: 4, appeals_due: 1, due_before: "2026-03-11T10:00:00.000Z" })),
    ],
  });
}

/** What the impact engine tells of an award. One that moved nothing needs no ledger. */
export function award(over: Partial<typeof plain> & { player_id?: string; zone_id?: string } = {}) {
  const ids = { ledger_id: newId(), action_id: newId(), quest_id: newId(), mission_id: newId(), zone_id: newId(), player_id: newId() };
  return { ...ids, ...plain, ...over };
}

const plain = {
  ...{ xp: 0, tokens: 0, credits_minor: 0, badges: [], level_before: 1, level_after: 1, streak_days: 1 },
  ...{ action_day: "2026-03-01", mission_type: "clean_up", minutes: 30, people: 2, recorded_at: "2026-03-01T10:00:00.000Z" },
};

/** What it tells of a correction. */
export function correction({ action_id, quest_id, mission_id, zone_id, player_id }: ReturnType<typeof award>) {
  const about = { action_id, quest_id, mission_id, zone_id, player_id };
  const amounts = { xp: 0, tokens: 0, credits_minor: 0 };
  return { ...about, ...amounts, ledger_id: null, reason_code: "staged", recorded_at: "2026-03-02T10:00:00.000Z" };
}

const known = new Map<string, Operation>(
  allContracts.flatMap((contract) =>
    Object.values(contract.operations).map((operation): [string, Operation] => [`${operation.service}.${operation.name}`, operation]),
  ),
);

interface Page {
  items: Array<{ amount: number }>;
  next_cursor: string | null;
  sum: number;
}

/** Follows a drill to its end: every line, with what the pages said of their sum. */
export async function follow(app: TestApp, drill: Drill, options: Parameters<TestApp["call"]>[2] = {}) {
  const operation = known.get(drill.operation)!;
  const lines: Page["items"] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { ...drill.query, limit: 7, ...(cursor === undefined ? {} : { cursor }) } as CallInput<Operation>;
    const page = (await app.call(operation, query, options)) as Page;
    lines.push(...page.items);
    if (page.next_cursor === null) return { lines, sum: page.sum };
    cursor = page.next_cursor;
  }
}

/** What the lines of a figure come to. Throws where they are more or fewer than it says. */
export async function sumOf(app: TestApp, figure: Figure, options: Parameters<TestApp["call"]>[2] = {}): Promise<number> {
  const { lines, sum } = await follow(app, figure.drill!, options);
  const added = lines.reduce((total, { amount }) => total + amount, 0);
  if (added !== sum) throw new Error(`lines come to ${added}, the list says ${sum}`);
  if (lines.length !== figure.basis.count) throw new Error(`${lines.length} lines, the figure says ${figure.basis.count}`);
  return added;
}
