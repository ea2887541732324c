import type { Operation } from "@oneheart/contracts";
import type { Principal } from "./principal.ts";

/** On whose behalf, and for which request, a service asks another. */
export interface InternalCaller {
  principal: Principal;
  requestId: string;
  service: string;
  /** The moment in the past that all of it is about; absent: now. */
  at?: Date;
}

/** The services of other processes. */
export interface Elsewhere {
  /** Throws the operation's declared errors as they were; `unavailable` when the process is away. */
  ask(operation: Operation, input: unknown, caller: InternalCaller): Promise<unknown>;
}
