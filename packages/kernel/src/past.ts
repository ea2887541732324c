import type { Backing, WorkQueue } from "@oneheart/backing";

/** The field of a work queue's payload that tells the moment in the past that a job is about. */
const field = "$at";

/** The same stores; jobs that are added to a work queue are about that moment, too. */
export function backingAt(backing: Backing, at: Date): Backing {
  const { queue } = backing;
  const add: WorkQueue["add"] = (name, jobs) =>
    queue.add(
      name,
      jobs.map((job) => ({ ...job, payload: { ...job.payload, [field]: at.toISOString() } })),
    );
  return { ...backing, queue: { add, work: queue.work.bind(queue), ping: queue.ping.bind(queue), close: queue.close.bind(queue) } };
}

/** The moment that a job of a work queue is about; undefined for what happens now. */
export function momentOfJob({ [field]: at }: Record<string, unknown>): Date | undefined {
  return typeof at === "string" ? new Date(at) : undefined;
}
