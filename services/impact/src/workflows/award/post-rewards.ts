import type { DatabaseTransaction } from "@oneheart/kernel";
import type { Ledger, PostResult, TransactionDraft } from "@oneheart/ledger";
import { type Day, type DayUse, type Limits, limitsOf, tightest } from "../../rules/limits.ts";
import { type DayKey, type Days, dayStore } from "../../store/days.ts";

/** Whose days an award counts in. */
interface RewardSubject {
  player_id: string;
  mission_id: string;
  zone_id: string;
  /** The day to which the action belongs, on the zone's calendar. */
  day: string;
}

/** What is done to the ledger about one award, and to the days that it counts in. */
export interface RewardItem {
  /** Undefined where no day is touched. */
  subject: RewardSubject | undefined;
  /** Decides under the limits of the moment what is posted, and what the days come to more or less. */
  decide(limits: Limits): { use: DayUse; drafts: TransactionDraft[] };
}

type LockedDay = DayKey & Day;

/**
 * Posts for a whole batch: locks every day that it touches, lets one item after the other decide on what those before it left, writes
 * the days, and posts all in one. Days are locked before the ledger's accounts, always.
 */
export async function postRewards(ledger: Ledger, db: DatabaseTransaction, items: readonly RewardItem[]): Promise<PostResult[][]> {
  const store = dayStore({ db });
  const keys = new Map(items.flatMap(({ subject }) => (subject === undefined ? [] : keysOf(subject))).map((key) => [nameOf(key), key]));
  const locked = keys.size === 0 ? undefined : await store.lock([...keys.values()]);
  const byName = new Map(locked?.days.map((day) => [nameOf(day), day]));
  const drafts = items.map((item) => decideOne(item, locked, byName));
  if (locked !== undefined) await store.save(locked.days);
  const all = drafts.flat();
  const posted = all.length === 0 ? [] : await ledger.post(db, all);
  return drafts.map(({ length }) => posted.splice(0, length));
}

/** The three days of an award. */
function keysOf({ player_id, mission_id, zone_id, day }: RewardSubject): DayKey[] {
  return [
    { scope: "player", scope_id: player_id, day },
    { scope: "mission", scope_id: mission_id, day },
    { scope: "zone", scope_id: zone_id, day },
  ];
}

const unlimited: Limits = {
  xp: { cap: "player_day", limit: Number.MAX_SAFE_INTEGER, used: 0 },
  tokens: { cap: "player_day", limit: Number.MAX_SAFE_INTEGER, used: 0 },
};

function decideOne({ subject, decide }: RewardItem, locked: Days | undefined, byName: Map<string, LockedDay>): TransactionDraft[] {
  if (subject === undefined || locked === undefined) return decide(unlimited).drafts;
  const days = keysOf(subject).map((key) => byName.get(nameOf(key))!);
  const { use, drafts } = decide(tightest(days.map((day) => limitsOf(locked.policy, day))));
  for (const day of days) day.use = added(day.use, use);
  return drafts;
}

/** Never below nothing. */
function added(a: DayUse, b: DayUse): DayUse {
  return { xp: Math.max(0, a.xp + b.xp), tokens: Math.max(0, a.tokens + b.tokens), awards: Math.max(0, a.awards + b.awards) };
}

function nameOf({ scope, scope_id, day }: DayKey): string {
  return `${scope} ${scope_id} ${day}`;
}
