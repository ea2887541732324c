/** What an action amounts to, in minor units. */
interface Amounts {
  minutes: number;
  people: number;
  xp: number;
  tokens: number;
  credits_minor: number;
}

type EntryKind = "impact.award" | "impact.reversal" | "impact.reinstatement";

/** What is counted of one action, as it stands in the table of entries. */
export interface Entry extends Amounts {
  position: number;
  kind: EntryKind;
  action_id: string;
  /** Of a reversal: the entry that counts no more. */
  ends: number | null;
  player_no: number;
  mission_id: string;
  zone_id: string;
  mission_type: string;
  day: string;
  actions: 1 | -1;
  ledger_id: string | null;
  at: string | Date;
}

/** A correction as it is heard, or waits for what it corrects. */
export interface Correction {
  action_id: string;
  kind: Exclude<EntryKind, "impact.award">;
  ledger_id: string | null;
  at: string | Date;
}

/** An entry without its place. */
export type NewEntry = Omit<Entry, "position" | "ends">;

/** What is known of an action: its entries in their order, and the corrections that wait. */
export interface Known {
  entries: readonly Entry[];
  waiting: readonly Correction[];
}

/** What follows from something heard: entries in the order in which they count, and what waits now. */
export interface Counted {
  entries: Entry[];
  waiting: Correction[];
}

/**
 * Adds what was heard of one action to what is known of it. Events come in any order and more than once: an award counts once, a
 * reversal only after its award, a reinstatement only after its reversal. `next` is the position of the next entry.
 */
export function count({ entries, waiting }: Known, heard: { award?: NewEntry; correction?: Correction }, next: number): Counted {
  const all = [...entries];
  const pending = new Map(waiting.map((one) => [one.kind, one]));
  const has = (kind: EntryKind) => all.some((one) => one.kind === kind);
  const add = (entry: NewEntry, ends: number | null) => all.push({ ...entry, ends, position: next + all.length - entries.length });

  if (heard.award !== undefined && !has("impact.award")) add(heard.award, null);
  if (heard.correction !== undefined && !has(heard.correction.kind)) pending.set(heard.correction.kind, heard.correction);
  const [award] = all;
  const reversal = pending.get("impact.reversal");
  if (award !== undefined && reversal !== undefined) {
    add({ ...award, ...negated(award), ...reversal }, award.position);
    pending.delete("impact.reversal");
  }
  const reinstatement = pending.get("impact.reinstatement");
  if (award !== undefined && reinstatement !== undefined && has("impact.reversal")) {
    add({ ...award, ...reinstatement }, null);
    pending.delete("impact.reinstatement");
  }
  return { entries: all.slice(entries.length), waiting: [...pending.values()] };
}

function negated({ minutes, people, xp, tokens, credits_minor }: Amounts) {
  return {
    actions: -1 as const,
    minutes: 0 - minutes,
    people: 0 - people,
    xp: 0 - xp,
    tokens: 0 - tokens,
    credits_minor: 0 - credits_minor,
  };
}
