/** An item that waits for its batch. */
export interface BatchKeys {
  /** Two items that share a conflict key are never members of one batch. */
  conflicts: readonly string[];
  /** What the item's batch will lock. Batches that run at the same time share none of it while there is other work. */
  locks: readonly string[];
}

/** A queue whose callers each wait for one item, and whose items are run in batches. */
export interface BatchQueue<Item, Result> {
  /** Answers the item's own result once its batch has run. */
  run(item: Item, keys: BatchKeys): Promise<Result>;
}

interface Waiting<Item, Result> extends BatchKeys {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Most members of a batch, and how many batches run at the same time, each on a connection of its own. */
const [membersMax, concurrency] = [160, 3];

/**
 * Makes the queue of one operation or subscriber. `run` gets the members of a batch and answers in their order. Nobody waits while there
 * is room for another batch: whoever comes when there is none goes with the next.
 */
export function createBatchQueue<Item, Result>(run: (members: Item[]) => Promise<Result[]>): BatchQueue<Item, Result> {
  let waiting: Array<Waiting<Item, Result>> = [];
  let running = 0;
  /** How many running batches lock something. */
  const locked = new Map<string, number>();
  let isScheduled = false;

  function start(): void {
    isScheduled = false;
    while (waiting.length > 0 && running < concurrency) {
      // A whole batch that waits for locks may go: in the database all but its locked part is done meanwhile.
      const isCrowded = waiting.length >= membersMax;
      let { members, left } = takeMembers(waiting, (key) => locked.has(key));
      if (members.length === 0 && isCrowded) ({ members, left } = takeMembers(waiting, () => false));
      if (members.length === 0) return;
      waiting = left;
      runBatch(members);
    }
  }

  function runBatch(members: ReadonlyArray<Waiting<Item, Result>>): void {
    const keys = new Set(members.flatMap(({ locks }) => locks));
    for (const key of keys) locked.set(key, (locked.get(key) ?? 0) + 1);
    running += 1;
    void runMembers(run, members).finally(() => {
      running -= 1;
      for (const key of keys) {
        const others = locked.get(key)! - 1;
        if (others === 0) locked.delete(key);
        else locked.set(key, others);
      }
      schedule();
    });
  }

  /** After this turn of the event loop, so that those who come in it go together. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(start);
  }

  return {
    run: (item, keys) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, ...keys, resolve, reject });
        schedule();
      }),
  };
}

/** Takes those who may go, in the order in which they came: nobody passes an earlier one with the same conflict key or lock. */
function takeMembers<Item, Result>(waiting: ReadonlyArray<Waiting<Item, Result>>, isLocked: (key: string) => boolean) {
  const members: Array<Waiting<Item, Result>> = [];
  const left: Array<Waiting<Item, Result>> = [];
  const taken = new Set<string>();
  const reserved = new Set<string>();
  for (const one of waiting) {
    const isApart = one.conflicts.every((key) => !taken.has(key)) && one.locks.every((key) => !reserved.has(key) && !isLocked(key));
    const isMember = isApart && members.length < membersMax;
    (isMember ? members : left).push(one);
    for (const key of one.conflicts) taken.add(key);
    if (!isMember) for (const key of one.locks) reserved.add(key);
  }
  return { members, left };
}

/** Whatever goes wrong for one member is undone for all; then each half goes by itself, until the failure is its member's alone. */
async function runMembers<Item, Result>(
  run: (members: Item[]) => Promise<Result[]>,
  members: ReadonlyArray<Waiting<Item, Result>>,
): Promise<void> {
  try {
    const results = await run(members.map(({ item }) => item));
    for (const [index, { resolve }] of members.entries()) resolve(results[index]!);
  } catch (error) {
    if (members.length === 1) return members[0]!.reject(error);
    const middle = Math.ceil(members.length / 2);
    await runMembers(run, members.slice(0, middle));
    await runMembers(run, members.slice(middle));
  }
}
