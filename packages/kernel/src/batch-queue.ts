/** Items that are run in batches: one at a time for each caller, many at once for whoever runs them. */
export interface BatchQueue<Item, Result> {
  /** Answers the item's own result once its batch has run. Two items with the same conflict key are never members of one batch. */
  run(item: Item, conflictKeys: readonly string[]): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
  conflictKeys: readonly string[];
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface BatchLimits {
  /** Most members of a batch. */
  members_max: number;
  /** Batches of the queue that run at the same time, each on a connection of its own. */
  concurrency: number;
}

const defaults: BatchLimits = { members_max: 64, concurrency: 2 };

/**
 * Makes the queue of one operation or subscriber. `run` gets the members of a batch and answers in their order. Nobody waits while there
 * is room for another batch: whoever comes when there is none goes with the next.
 */
export function createBatchQueue<Item, Result>(
  run: (members: Item[]) => Promise<Result[]>,
  { members_max, concurrency }: BatchLimits = defaults,
): BatchQueue<Item, Result> {
  let waiting: Array<Waiting<Item, Result>> = [];
  let running = 0;
  let isScheduled = false;

  function start(): void {
    isScheduled = false;
    while (waiting.length > 0 && running < concurrency) {
      const { members, left } = takeMembers(waiting, members_max);
      waiting = left;
      running += 1;
      void runMembers(run, members).finally(() => {
        running -= 1;
        schedule();
      });
    }
  }

  /** After this turn of the event loop, so that those who come in it go together. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(start);
  }

  return {
    run: (item, conflictKeys) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, conflictKeys, resolve, reject });
        schedule();
      }),
  };
}

/** Takes the first of each conflict key out of those who wait, in the order in which they came. */
function takeMembers<Item, Result>(waiting: ReadonlyArray<Waiting<Item, Result>>, members_max: number) {
  const members: Array<Waiting<Item, Result>> = [];
  const left: Array<Waiting<Item, Result>> = [];
  const taken = new Set<string>();
  for (const one of waiting) {
    const isFree = members.length < members_max && !one.conflictKeys.some((key) => taken.has(key));
    (isFree ? members : left).push(one);
    for (const key of one.conflictKeys) taken.add(key);
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
