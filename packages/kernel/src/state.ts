import type { BaseContext, StateDefinition } from "./context.ts";
import type { Metrics } from "./metrics.ts";

/** Declares a service's state; `defineService` takes it. */
export function defineState<T>(definition: StateDefinition<T>): StateDefinition<T> {
  return definition;
}

/** The states of a process's services. */
export interface OpenStates {
  open<T>(definition: StateDefinition<T>, ctx: BaseContext, metrics: Metrics): Promise<void>;
  /** Throws when it is not open: the service is not in this process, or is not started. */
  of<T>(definition: StateDefinition<T>): T;
  /** Closes all in the reverse order of their opening, also when one fails; throws the first failure. */
  close(): Promise<void>;
}

export function createOpenStates(): OpenStates {
  const states = new Map<StateDefinition<unknown>, unknown>();
  return {
    async open(definition, ctx, metrics) {
      states.set(definition, await definition.open(ctx, metrics));
    },
    of<T>(definition: StateDefinition<T>): T {
      if (!states.has(definition)) throw new Error("this state is not open: its service is not in this process, or is not started");
      return states.get(definition) as T;
    },
    async close() {
      const opened = [...states].reverse();
      states.clear();
      const failures: unknown[] = [];
      for (const [definition, state] of opened) {
        await Promise.resolve(state)
          .then((value) => definition.close?.(value))
          .catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
