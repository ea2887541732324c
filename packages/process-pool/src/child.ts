import { setPriority } from "node:os";
import type { Report, Request, Thrown } from "./messages.ts";

/** The program of a worker process: runs the tasks that its parent sends and ends with it. */
// Where cores are few, somebody who waits for an answer comes first; a third of the share is enough not to starve.
setPriority(5);
process.on("message", (request: Request) => void answer(request));
process.on("disconnect", () => process.exit());
// Sent to the whole group by terminals and service managers. The server decides what still ends well, and ends its workers.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

async function answer({ module, name, payload }: Request): Promise<void> {
  try {
    const exported: unknown = (await import(module))[name];
    if (typeof exported !== "function") throw new TypeError(`${module} exports no function "${name}"`);
    report({ kind: "begun" });
    report({ kind: "done", value: await exported(payload) });
  } catch (error) {
    report({ kind: "threw", thrown: thrownBy(error) });
  }
}

function report(message: Report): void {
  process.send?.(message);
}

function thrownBy(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { code, reason } = error as { code?: unknown; reason?: unknown };
  const word = [code, reason].find((value) => typeof value === "string");
  return { name: error.name, message: error.message, code: word as string | undefined };
}
