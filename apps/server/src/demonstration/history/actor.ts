import { Readable } from "node:stream";
import type { CallInput, Operation, Output, Role } from "@oneheart/contracts";
import { type Kernel, newId, userPrincipal } from "@oneheart/kernel";

/** Somebody of the history, who calls as a client would, at moments of the past. */
export interface Actor {
  id: string;
  call<O extends Operation>(operation: O, input: CallInput<O>, at: Date, more?: More): Promise<Output<O>>;
}

interface More {
  photograph?: Buffer;
  idempotencyKey?: string;
}

/** Access, validation and rules are those of a call from outside; what is missing is the session, which ends long before. */
export function actorOf(kernel: Kernel, id: string, role: Role): Actor {
  const principal = userPrincipal({ playerId: id, did: "", role, sessionId: "" });
  return {
    id,
    async call(operation, input, at, { photograph, idempotencyKey } = {}) {
      const { output } = await kernel.dispatch({
        operation,
        input,
        principal,
        at,
        requestId: newId(),
        source: { ip: "127.0.0.1", userAgent: "the demonstration's history" },
        internal: false,
        idempotencyKey,
        ...(photograph === undefined ? {} : { file: { filename: "evidence.jpg", stream: Readable.from(photograph) } }),
      });
      return output as never;
    },
  };
}
