const DAY_MS = 86_400_000;
const FIRST_ROOM = 1024;
const NEVER = 0;

/** An entry as columns keep it. */
export interface ColumnEntry {
  position: number;
  /** The entry that this one takes back; null for one that counts. */
  ends: number | null;
  player_no: number;
  zone_id: string;
  mission_type: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

/** A number for each text that was seen, from 0. */
class Codes {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  of(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/**
 * All entries in memory, 20 bytes each, in the order of their positions: how many different people acted cannot be added up from days and
 * places, and a million entries are walked in some milliseconds. Positions are dense from 1, so an entry lies at its position. Each entry
 * points to the one before of the same person, so that people are counted one after the other.
 */
export class EntryColumns {
  readonly zones = new Codes();
  readonly types = new Codes();
  #length = 1;
  #player = new Int32Array(FIRST_ROOM);
  #zone = new Int32Array(FIRST_ROOM);
  #type = new Int32Array(FIRST_ROOM);
  #day = new Int32Array(FIRST_ROOM);
  /** The position at which an entry was taken back; of a reversal its own. */
  #ended = new Int32Array(FIRST_ROOM);
  #previous = new Int32Array(FIRST_ROOM);
  #newest: number[] = [];

  /** The position of the last entry. */
  get position(): number {
    return this.#length - 1;
  }

  /** Adds the entry of the next position. */
  add({ position, ends, player_no, zone_id, mission_type, day }: ColumnEntry): void {
    if (position !== this.#length) throw new RangeError(`entry ${position} does not follow ${this.position}`);
    if (position === this.#player.length) this.#grow();
    this.#player[position] = player_no;
    this.#zone[position] = this.zones.of(zone_id);
    this.#type[position] = this.types.of(mission_type);
    this.#day[position] = dayNumber(day);
    this.#previous[position] = this.#newest[player_no] ?? 0;
    this.#newest[player_no] = position;
    if (ends !== null) this.#ended[position] = this.#ended[ends] = position;
    this.#length += 1;
  }

  /** Walks the entries that stand at a position, person by person. */
  walk(upto: number, visit: (entry: { player: number; zone: number; type: number; day: number }) => void): void {
    const entry = { player: 0, zone: 0, type: 0, day: 0 };
    for (let player = 0; player < this.#newest.length; player += 1) {
      for (let at = this.#newest[player] ?? 0; at > 0; at = this.#previous[at]!) {
        const ended = this.#ended[at]!;
        if (at > upto || (ended !== NEVER && ended <= upto) || ended === at) continue;
        entry.player = player;
        entry.zone = this.#zone[at]!;
        entry.type = this.#type[at]!;
        entry.day = this.#day[at]!;
        visit(entry);
      }
    }
  }

  /** How many people and zones had their first action on each day, newest day first, of the actions that stand at a position. */
  firstDays(upto: number): { people: DayCount[]; zones: DayCount[] } {
    const people: number[] = [];
    const zones: number[] = [];
    this.walk(upto, ({ player, zone, day }) => {
      people[player] = Math.min(people[player] ?? day, day);
      zones[zone] = Math.min(zones[zone] ?? day, day);
    });
    return { people: countByDay(people), zones: countByDay(zones) };
  }

  #grow(): void {
    this.#player = grown(this.#player);
    this.#zone = grown(this.#zone);
    this.#type = grown(this.#type);
    this.#day = grown(this.#day);
    this.#ended = grown(this.#ended);
    this.#previous = grown(this.#previous);
  }
}

export interface DayCount {
  day: string;
  amount: number;
}

function countByDay(firstDays: readonly number[]): DayCount[] {
  const days = new Map<number, number>();
  // Numbers that were never seen are holes, which forEach passes over.
  firstDays.forEach((day) => {
    days.set(day, (days.get(day) ?? 0) + 1);
  });
  return [...days].sort(([a], [b]) => b - a).map(([day, amount]) => ({ day: dayText(day), amount }));
}

function grown(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The day as `YYYY-MM-DD`. */
export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
