import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type Provenance, provenanceNotEvaluated } from "./provenance.ts";
import type { Answer, Question } from "./reader-worker.ts";
import { summariseRefusal, summariseReport } from "./summarise.ts";

const idle_ms = 60_000;
/** WebAssembly memory never shrinks, so a worker that has grown beyond this is replaced. */
const memory_bytes_max = 128 * 2 ** 20;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** Reads one file after the other in a thread that ends when it is idle, grows too large, traps or takes too long. */
export function ask(question: Question, time_limit_ms: number): Promise<Provenance> {
  const answer = turn.then(() => askNow(question, time_limit_ms));
  turn = answer;
  return answer;
}

async function askNow(question: Question, time_limit_ms: number): Promise<Provenance> {
  clearTimeout(idle);
  worker ??= startWorker();
  const asked = worker;
  try {
    const signal = AbortSignal.timeout(time_limit_ms);
    const answered = once(asked, "message", { signal });
    asked.ref();
    asked.postMessage(question, [question.bytes.buffer as ArrayBuffer]);
    const [answer] = (await answered) as [Answer];
    if (answer.trapped || answer.memory_bytes > memory_bytes_max) await stop(asked);
    return answer.refusal === undefined ? summariseReport(answer.report, answer.data_hash_differs) : summariseRefusal(answer.refusal);
  } catch (error) {
    await stop(asked);
    const late = error instanceof Error && error.name === "AbortError";
    return provenanceNotEvaluated(late ? "reader.time_limit" : "reader.failed");
  } finally {
    asked.unref();
    idle = setTimeout(() => stop(asked), idle_ms).unref();
  }
}

function startWorker(): Worker {
  const started = new Worker(new URL("reader-worker.ts", import.meta.url));
  // Without a listener an error between two questions would end the process.
  started.on("error", () => stop(started));
  return started;
}

async function stop(stopped: Worker): Promise<void> {
  if (worker === stopped) worker = undefined;
  await stopped.terminate();
}
