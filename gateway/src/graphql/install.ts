import { readFile } from "node:fs/promises";
import { type Contract, gatewayContract } from "@oneheart/contracts";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { admit } from "../admit.ts";
import { ownFilesPolicy } from "../headers.ts";
import type { Gateway } from "../perform.ts";
import type { Engine } from "./engine.ts";

const { graphql } = gatewayContract.operations;
const bodyMax_bytes = 64 * 1024;

const consoleFiles: Record<string, string> = {
  "": "text/html; charset=utf-8",
  "/console.js": "text/javascript; charset=utf-8",
  "/console.css": "text/css; charset=utf-8",
};

/** `/api/graphql`, the schema in words at `/graphql/schema`, and a console at `/graphql`. */
export function installGraphql(app: FastifyInstance, gateway: Gateway, contracts: readonly Contract[]): void {
  let engine: Promise<Engine> | undefined;
  // Its library and the schema take longer to load than the rest of the gateway to start.
  const load = (): Promise<Engine> => {
    engine ??= import("./engine.ts").then(({ createEngine }) => createEngine(gateway, contracts));
    return engine;
  };

  app.route({
    method: ["GET", "POST"],
    url: "/api/graphql",
    exposeHeadRoute: false,
    bodyLimit: bodyMax_bytes,
    async onRequest(request, reply) {
      await admit(gateway, graphql, request, reply);
      // Every field would be answered as to somebody without a session, and the client would not know that its own is over.
      if (request.caller.refused) throw commonError("unauthenticated");
    },
    async handler(request, reply) {
      const { deadline } = request;
      deadline.begin();
      const { status, headers, text } = await deadline.bound(load().then(({ answer }) => answer(request, reply)));
      return reply
        .code(status)
        .headers({ ...headers, "cache-control": "no-store" })
        .send(text);
    },
  });
  app.get("/graphql/schema", async (_request, reply) => reply.type("text/plain; charset=utf-8").send((await load()).sdl));
  for (const [path, type] of Object.entries(consoleFiles)) {
    const file = new URL(`./console/console${path === "" ? ".html" : path.slice(path.lastIndexOf("."))}`, import.meta.url);
    app.get(`/graphql${path}`, { config: { policy: ownFilesPolicy } }, async (_request, reply) =>
      reply.type(type).send(await readFile(file)),
    );
  }
}
