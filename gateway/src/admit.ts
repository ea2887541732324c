import type { Operation } from "@oneheart/contracts";
import { Deadline } from "@oneheart/http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { checkAccess, type Gateway } from "./perform.ts";
import { gatewaySettings } from "./settings.ts";

/** Who asks, whether they asked too often, and whether they may: before a byte of the body is read. */
export async function admit(gateway: Gateway, operation: Operation, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.deadline = new Deadline(reply, gateway.kernel.settings.of(gatewaySettings).REQUEST_TIMEOUT_MS);
  request.caller = await gateway.authenticator.authenticate(request);
  gateway.clients.note(request, request.caller.principal);
  await gateway.limit(operation, request.caller.principal, request, reply);
  checkAccess(operation, request.caller);
}
