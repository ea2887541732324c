import { type Contract, gatewayContract, inputWords, parseRoute } from "@oneheart/contracts";
import { commonError, isOperationError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { admit } from "../admit.ts";
import { callOf } from "../call.ts";
import { createInputReader } from "../input.ts";
import { type Gateway, run } from "../perform.ts";
import { type Ask, asked, composeHome } from "./compose.ts";

const { home } = gatewayContract.operations;

/** `GET /api/me/home`: several reads of services in one answer. Composed here, where what the client asked for is known, its language too. */
export function installHomeScreen(app: FastifyInstance, gateway: Gateway, contracts: readonly Contract[]): void {
  const known = new Set(contracts.flatMap((contract) => Object.values(contract.operations)));
  if (!asked.every((operation) => known.has(operation))) return;
  const { method, path } = parseRoute(home.route);
  const read = createInputReader(home, home.route);
  app.route({
    method,
    url: path,
    onRequest: (request, reply) => admit(gateway, home, request, reply),
    async handler(request, reply) {
      const { deadline } = request;
      deadline.begin();
      const answer = await deadline.bound(composeHome(askAs(gateway, request), placeIn(read(request, request.body))));
      return reply.header("cache-control", "no-store").send(answer);
    },
  });
}

/** The place is checked by the operation that takes it. */
function placeIn(input: Record<string, unknown>): { lat?: number; lng?: number } {
  const unknown = Object.keys(input).filter((name) => !(name in home.input.shape));
  if (unknown.length === 0) return input;
  throw commonError("invalid_input", { fields: unknown.map((path) => ({ path, message: inputWords.unknown_field })) });
}

function askAs(gateway: Gateway, request: FastifyRequest): Ask {
  return async (operation, input) => {
    try {
      return (await run(gateway, callOf(operation, input, request))).output as never;
    } catch (error) {
      if (!isOperationError(error, "unavailable")) throw error;
      request.log.warn({ err: error }, "a part of a first screen is away");
      return null;
    }
  };
}
