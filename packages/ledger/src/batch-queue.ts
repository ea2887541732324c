import type { TransactionDraft } from "./drafts.ts";
import { accountKey } from "./rules/catalogue.ts";

/** Items that go into the database together, until `done` is told. */
export interface Batch<Item> {
  readonly items: Item[];
  /** Others may touch its accounts again. */
  done(): void;
}

/** Items that wait to be posted, first come, first served for each account. */
export interface BatchQueue<Item> {
  readonly size: number;
  /** True when so many are ready, or a whole batch waits for accounts of batches under way. */
  hasEnough(ready_min: number, items_max: number): boolean;
  push(item: Item, draft: TransactionDraft): void;
  /** The next batch; undefined when all that waits, waits for accounts of batches under way. */
  take(items_max: number): Batch<Item> | undefined;
}

interface Waiting<Item> {
  /** In the order of arrival. */
  number: number;
  item: Item;
  keys: readonly string[];
}

/**
 * Makes a queue that keeps batches with an account in common apart while there is other work: in the database they would wait for
 * each other's row locks. When a whole batch waits for such accounts it may go, so that all but its locked part is done meanwhile.
 * Only what the drafts name is known here; the accounts of a hold that is resolved are not.
 */
export function createBatchQueue<Item>(): BatchQueue<Item> {
  /** How many batches under way touch an account. */
  const busy = new Map<string, number>();
  // An item of `blocked` came after every item of `ready` with which it has an account in common.
  let ready: Waiting<Item>[] = [];
  let blocked: Waiting<Item>[] = [];
  let arrived = 0;
  /** What the items of `blocked` touch: later items may not take it before them. */
  const reserved = new Set<string>();

  function isFree({ keys }: Waiting<Item>): boolean {
    return keys.every((key) => !busy.has(key) && !reserved.has(key));
  }

  /** In order: the items that nothing stands against; accounts of the others are reserved. */
  function split(items: readonly Waiting<Item>[]): { free: Waiting<Item>[]; held: Waiting<Item>[] } {
    const free: Waiting<Item>[] = [];
    const held: Waiting<Item>[] = [];
    for (const item of items) {
      if (isFree(item)) free.push(item);
      else {
        held.push(item);
        for (const key of item.keys) reserved.add(key);
      }
    }
    return { free, held };
  }

  function begin(taken: readonly Waiting<Item>[]): Batch<Item> {
    const keys = new Set(taken.flatMap((one) => one.keys));
    for (const key of keys) busy.set(key, (busy.get(key) ?? 0) + 1);
    return { items: taken.map(({ item }) => item), done: () => end(keys) };
  }

  function end(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      const left = busy.get(key)! - 1;
      if (left === 0) busy.delete(key);
      else busy.set(key, left);
    }
    reserved.clear();
    const { free, held } = split(blocked);
    // They have waited long enough: back to where they would be.
    if (free.length > 0) ready = ready.concat(free).sort((a, b) => a.number - b.number);
    blocked = held;
  }

  return {
    get size() {
      return ready.length + blocked.length;
    },
    hasEnough: (ready_min, items_max) => ready.length >= ready_min || blocked.length >= items_max,
    push(item, draft) {
      const { free, held } = split([{ number: arrived++, item, keys: keysOf(draft) }]);
      ready.push(...free);
      blocked.push(...held);
    },
    take(items_max) {
      if (ready.length > 0) {
        const batch = begin(ready.slice(0, items_max));
        const { free, held } = split(ready.slice(items_max));
        ready = free;
        blocked = held.concat(blocked);
        return batch;
      }
      return blocked.length >= items_max ? begin(blocked.splice(0, items_max)) : undefined;
    },
  };
}

function keysOf({ transfers = [], holds = [] }: TransactionDraft): string[] {
  return [...transfers, ...holds].flatMap(({ debit, credit }) => [accountKey(debit), accountKey(credit)]);
}
