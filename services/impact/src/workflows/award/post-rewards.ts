import type { RewardPolicy } from "@oneheart/contracts";
import type { DatabaseTransaction } from "@oneheart/kernel";
import type { Ledger, PostResult, TransactionDraft } from "@oneheart/ledger";
import { type Day, type DayUse, type Limits, limitsOf, limitsProgramme, programmeLimits, tightest } from "../../rules/limits.ts";
import { type SameKind, sameKindFrom, sameKindOf } from "../../rules/same-kind.ts";
import { type DayKey, type Days, dayStore } from "../../store/days.ts";

/** Whose days an award counts in. */
interface RewardSubject {
  player_id: string;
  mission_id: string;
  zone_id: string;
  /** The day to which the action belongs, on the zone's calendar. */
  day: string;
  /** Its mission's type; absent where nothing is paid for it. */
  kind?: string;
}

/** What is done to the ledger about one award, and to the days that it counts in. */
export interface RewardItem {
  /** Undefined where no day is touched. */
  subject: RewardSubject | undefined;
  /** Decides under the limits of the moment what is posted, and what the days come to more or less. */
  decide(limits: Limits, same_kind: SameKind | undefined): { use: DayUse; drafts: TransactionDraft[] };
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
  const caps = locked === undefined ? undefined : await capsOf(store, locked, items);
  const drafts = items.map((item) => decideOne(item, caps));
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

/** All that can make the awards of a batch smaller. */
interface Caps {
  policy: RewardPolicy;
  byName: Map<string, LockedDay>;
  /** What the whole programme paid, by day; empty where the policy does not limit it. */
  programme: Map<string, { xp: number; tokens: number }>;
  /** How many actions of its kind an award's player did before; empty where the policy does not ask. */
  done: Map<string, number>;
}

/** The programme's days are locked after all others and before the ledger's accounts; both are asked for only where the policy limits them. */
async function capsOf(store: ReturnType<typeof dayStore>, { policy, days }: Days, items: readonly RewardItem[]): Promise<Caps> {
  const subjects = items.flatMap(({ subject }) => subject ?? []);
  const programme = limitsProgramme(policy) ? await store.lockProgramme([...new Set(subjects.map(({ day }) => day))]) : new Map();
  const kinds = subjects.flatMap(({ player_id, kind, day }) =>
    kind === undefined ? [] : [{ player_id, kind, day, from: sameKindFrom(policy, day) }],
  );
  const done = policy.same_kind_step_bps > 0 && kinds.length > 0 ? await store.sameKind(kinds) : new Map<string, number>();
  return { policy, byName: new Map(days.map((day) => [nameOf(day), day])), programme, done };
}

function decideOne({ subject, decide }: RewardItem, caps: Caps | undefined): TransactionDraft[] {
  if (subject === undefined || caps === undefined) return decide(unlimited, undefined).drafts;
  const { policy, byName, programme, done } = caps;
  const days = keysOf(subject).map((key) => byName.get(nameOf(key))!);
  const paid = programme.get(subject.day) ?? { xp: 0, tokens: 0 };
  const [first, ...others] = days.map((day) => limitsOf(policy, day));
  const { use, drafts } = decide(
    tightest([first!, ...others, programmeLimits(policy, paid)]),
    sameKindOf(policy, done.get(subject.player_id) ?? 0),
  );
  for (const day of days) day.use = added(day.use, use);
  programme.set(subject.day, { xp: paid.xp + use.xp, tokens: paid.tokens + use.tokens });
  return drafts;
}

/** Never below nothing. */
function added(a: DayUse, b: DayUse): DayUse {
  return { xp: Math.max(0, a.xp + b.xp), tokens: Math.max(0, a.tokens + b.tokens), awards: Math.max(0, a.awards + b.awards) };
}

function nameOf({ scope, scope_id, day }: DayKey): string {
  return `${scope} ${scope_id} ${day}`;
}
