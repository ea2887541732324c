import type { WorkerEvents } from "graphile-worker";

/** How long further wake-ups are gathered after one: what comes meanwhile is taken by one look-up. */
const GATHER_MS = 10;

/**
 * For a pool with a local queue, which looks for jobs whenever it is woken. The first wake-up passes at once, so that a job that comes
 * alone does not wait; those that follow within a moment become one.
 */
export function gatherWakeUps(events: WorkerEvents): void {
  events.on("pool:create", ({ workerPool }) => {
    const nudge = workerPool.nudge.bind(workerPool);
    let timer: NodeJS.Timeout | undefined;
    let gathered = 0;

    function wake(count: number): void {
      gathered = 0;
      timer = setTimeout(pass, GATHER_MS).unref();
      nudge(count);
    }
    function pass(): void {
      timer = undefined;
      if (gathered > 0) wake(gathered);
    }
    workerPool.nudge = (count) => {
      if (timer === undefined) wake(count);
      else gathered += count;
    };
  });
}

/**
 * Every new job, of whichever task, wakes each pool of graphile-worker, and each worker that is woken looks for a job. This pool is woken
 * by the jobs of its own queue alone, which whoever adds them announces on `channel`, with their number. What nobody announces, such as a
 * job that is tried again, is found by polling.
 */
export function wakeOnlyBy(events: WorkerEvents, channel: string): void {
  let wake: (count: number) => void = () => {};
  events.on("pool:create", ({ workerPool }) => {
    wake = workerPool.nudge.bind(workerPool);
    workerPool.nudge = () => {};
  });
  events.on("pool:listen:success", ({ client }) => {
    // After the pool's own LISTEN, which is about to be sent. When the connection breaks here, the pool hears of it and makes another.
    client.once("drain", () => client.query(`LISTEN "${channel}"`).catch(() => {}));
  });
  events.on("pool:listen:notification", ({ message }) => {
    if (message.channel === channel) wake(Number(message.payload));
  });
}
