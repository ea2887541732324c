import type { Operation } from "@oneheart/contracts";
import type { Difference } from "./approval/difference.ts";
import type { IncomingFile, Source } from "./context.ts";
import type { IdempotentRequest } from "./idempotency.ts";
import type { Principal } from "./principal.ts";

/** One call of one operation, however it arrived. */
export interface Call {
  operation: Operation;
  input: unknown;
  principal: Principal;
  requestId: string;
  source: Source;
  /** True when another service asks. */
  internal: boolean;
  /** The moment in the past at which it happens; only what the program itself asks for has one. Absent: now. */
  at?: Date;
  signal?: AbortSignal;
  file?: IncomingFile;
  idempotencyKey?: string;
  /** Somebody approved it; only the program itself makes such a call. */
  approved?: ApprovedCall;
}

/** The request that is carried out, and the difference that its approver saw. */
interface ApprovedCall {
  id: string;
  approved_by: string;
  difference_id: string;
  /** Set when the record turned out to be another by now. */
  changed?: Difference;
}

export interface Answered {
  output: unknown;
  /** True when the answer is the stored one of an earlier request. */
  replayed: boolean;
}

/** A call that waits for its batch: access and input are checked. */
export interface BatchedCall {
  call: Call;
  input: Record<string, unknown>;
  /** Absent without an idempotency key. */
  request: IdempotentRequest | undefined;
}
