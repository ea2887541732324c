import { formatTreeSize, formatVerifierKey, TREE_SIZE_TYPE } from "@oneheart/tlog";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions, LogController } from "fastify";
import { createEvidenceFilter } from "./evidence.ts";
import { createCounts } from "./metrics.ts";
import { Refusal } from "./refusal.ts";
import type { Witness } from "./witness.ts";

/** A checkpoint with some tens of signatures, post-quantum ones included, and 63 hashes. */
const BODY_BYTES_MAX = 131_072;
const TEXT = "text/plain; charset=utf-8";

/** The HTTP server of a witness, not yet listening. */
export function createWitnessServer(witness: Witness, options: { log?: FastifyServerOptions["logger"] } = {}): FastifyInstance {
  const app = fastify({
    logger: options.log ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 10_000,
  });
  const counts = createCounts();
  const isNew = createEvidenceFilter();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook(
    "onSend",
    async (_request, reply) => void reply.headers({ "x-content-type-options": "nosniff", "cache-control": "no-store" }),
  );

  app.post("/add-checkpoint", async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    try {
      const lines = await witness.addCheckpoint(body);
      counts.add(200);
      return await reply.type(TEXT).send(lines);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      counts.add(error.status);
      if (error.isEvidence && isNew(body)) {
        request.log.warn({ reason: error.message, body: body.toString() }, "a log contradicts itself: keep this line");
      }
      return await refuse(reply, error);
    }
  });
  app.get("/", async (_request, reply) => reply.type(TEXT).send(statusOf(witness)));
  app.get("/health", async (_request, reply) => reply.type(TEXT).send("ok\n"));
  app.get("/metrics", async (_request, reply) => reply.type("text/plain; version=0.0.4").send(counts.format(witness)));
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).type(TEXT).send("not found\n"));
  app.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    counts.add(status);
    if (status >= 500) request.log.error(error);
    return await reply
      .code(status)
      .type(TEXT)
      .send(status >= 500 ? "internal error\n" : `${error.message}\n`);
  });
  return app;
}

function refuse(reply: FastifyReply, { status, size, message }: Refusal) {
  if (size !== undefined) return reply.code(status).type(TREE_SIZE_TYPE).send(formatTreeSize(size));
  return reply.code(status).type(TEXT).send(`${message}\n`);
}

/** For a person who looks: who this is, and how far it has come. */
function statusOf({ signer, logs, state }: Witness): string {
  const sizes = [...logs.keys()].map((origin) => `${origin} ${state.last(origin)?.size ?? "nothing yet"}`);
  return [`witness ${signer.name}`, "", formatVerifierKey(signer.verifier), "", "cosigned so far:", ...sizes, ""].join("\n");
}
