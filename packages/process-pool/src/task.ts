/** Work for another process: a module, and the exported function in it that takes a payload and gives a result. */
export interface PoolTask<I = unknown, O = unknown> {
  /** A `file:` URL of this program, never of anything that was sent in. */
  readonly module: string;
  readonly name: string;
  /** Only for the compiler: what goes in and what comes out, both of which `structuredClone` must be able to copy. */
  readonly types?: { input: I; output: O };
}

/** Names a task by its module and its exported function: `task<typeof analyse>(new URL("analyse.ts", import.meta.url), "analyse")`. */
export function task<F extends (payload: never) => unknown>(module: URL, name: string): PoolTask<Parameters<F>[0], Awaited<ReturnType<F>>> {
  if (module.protocol !== "file:") throw new TypeError(`a task is a file of this program, not ${module.protocol}`);
  return { module: module.href, name };
}
