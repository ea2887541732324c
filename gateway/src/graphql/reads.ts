import type { Operation } from "@oneheart/contracts";
import DataLoader from "dataloader";
import type { FastifyReply, FastifyRequest } from "fastify";
import { callOf } from "../call.ts";
import { refuseUnstorable } from "../input.ts";
import { checkAccess, type Gateway, run } from "../perform.ts";
import type { Join } from "./joins.ts";

/** What the fields of one query ask: each as its caller could over REST. */
export interface Reads {
  read(operation: Operation, input: Record<string, unknown>): Promise<unknown>;
  /** The record that an id names; null where it would not be found, or there is no id. Ids that are asked for together are read together. */
  joined(join: Join, id: string | null | undefined): Promise<unknown> | null;
}

const idsMax = 100;

export function createReads(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Reads {
  const loaders = new Map<Join, DataLoader<string, unknown>>();

  /** The same steps as for a route: each read counts against the caller's rate, and its access is checked before its input. */
  async function admit(operation: Operation): Promise<void> {
    request.deadline.signal.throwIfAborted();
    await gateway.limit(operation, request.caller.principal, request, reply);
    checkAccess(operation, request.caller);
  }

  function loaderOf(join: Join): DataLoader<string, unknown> {
    const known = loaders.get(join);
    if (known !== undefined) return known;
    const loader = new DataLoader<string, unknown>((ids) => readAll(join, ids), { maxBatchSize: idsMax });
    loaders.set(join, loader);
    return loader;
  }

  async function readAll({ one, many }: Join, ids: readonly string[]): Promise<unknown[]> {
    await admit(one);
    const { output } = await run(gateway, callOf(many, { ids }, request));
    return (output as { items: unknown[] }).items;
  }

  return {
    async read(operation, input) {
      await admit(operation);
      refuseUnstorable(input);
      return (await run(gateway, callOf(operation, input, request))).output;
    },
    joined: (join, id) => (id == null ? null : loaderOf(join).load(id)),
  };
}
