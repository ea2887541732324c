import type { Operation } from "@oneheart/contracts";
import { Deadline, eventStream, httpSettings, toOperationError } from "@oneheart/http";
import {
  type BytesAnswer,
  type Call,
  commonError,
  type Kernel,
  type OperationError,
  type Principal,
  type ServerSentEvent,
  sentErrorOf,
} from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { InternalTokens } from "./tokens.ts";
import {
  answerHeader,
  callHeader,
  momentHeader,
  pack,
  type RemoteBody,
  sourceHeader,
  unpack,
  uploadHeader,
  type WireAnswer,
  type WireSource,
  type WireUpload,
} from "./wire.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** On whose behalf another process asks. */
    asker: Principal;
  }
}

/** Services ask each other for pages of ids and documents, longer than what a client may send. */
const bodyLimit = 8 * 1024 * 1024;

/** `POST /internal/:service/:operation`: answers other processes of this installation, and its gateway. */
export async function answerOtherProcesses(app: FastifyInstance, kernel: Kernel, tokens: InternalTokens): Promise<void> {
  const operations = new Map<string, Operation>(
    kernel.running.flatMap((service) => [...service.handlers.values()].map(({ operation: o }) => [`${o.service}/${o.name}`, o])),
  );
  const streams = new Set<Deadline>();
  app.stopping.signal.addEventListener("abort", () => {
    for (const deadline of streams) deadline.abandon("the server stops");
  });

  await app.register(async (internal) => {
    internal.addContentTypeParser("application/octet-stream", (_request, _payload, done) => done(null, undefined));
    internal.setErrorHandler((error, request, reply) => {
      const known = toOperationError(error);
      if (known.code === "internal" && known !== error) request.log.error({ err: error }, "internal call failed");
      return sendRefusal(known, reply);
    });
    internal.decorateRequest("asker");
    internal.addHook("onRequest", async (request) => {
      request.asker = (await tokens.verify(bearerOf(request))).principal;
    });
    internal.post("/internal/:service/:operation", { bodyLimit }, async (request, reply) => {
      const { service, operation: name } = request.params as { service: string; operation: string };
      const operation = operations.get(`${service}/${name}`);
      if (operation === undefined) throw commonError("unavailable", { message: `${service}.${name} is not in this process` });
      const deadline = new Deadline(reply, kernel.settings.of(httpSettings).REQUEST_TIMEOUT_MS);
      deadline.finish();
      const answered = await kernel.dispatch(callOf(operation, request, deadline));
      if (operation.answer === "bytes") return sendBytes(answered.output as BytesAnswer, reply);
      if (operation.answer !== "events") return { output: answered.output, replayed: answered.replayed } satisfies RemoteBody;
      streams.add(deadline);
      reply.raw.once("close", () => {
        streams.delete(deadline);
        deadline.abandon("the stream is over");
      });
      return sendEvents(answered.output as AsyncIterable<ServerSentEvent>, request, reply, deadline);
    });
  });
}

function bearerOf(request: FastifyRequest): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}

/** `service` asks for itself; `gateway` passes on what a user asked, with no more rights than that user has. */
function callOf(operation: Operation, request: FastifyRequest, deadline: Deadline): Call {
  const kind = request.headers[callHeader];
  if (kind !== "service" && kind !== "gateway")
    throw commonError("invalid_input", { fields: [{ path: callHeader, message: "must be service or gateway" }] });
  const source = unpack<WireSource>(request.headers[sourceHeader]) ?? { ip: "", userAgent: "" };
  const upload = unpack<WireUpload>(request.headers[uploadHeader]);
  const key = request.headers["idempotency-key"];
  return {
    operation,
    input: upload?.input ?? request.body ?? {},
    principal: request.asker,
    requestId: request.id,
    source,
    internal: kind === "service",
    at: kind === "service" ? momentOf(request.headers[momentHeader]) : undefined,
    get signal() {
      return deadline.signal;
    },
    file: upload === undefined ? undefined : { filename: upload.filename ?? "", stream: request.raw },
    idempotencyKey: typeof key === "string" ? key : undefined,
  };
}

/** What a user asks happens now, whatever the gateway passes on; only services ask about the past. */
function momentOf(header: string | string[] | undefined): Date | undefined {
  if (typeof header !== "string") return undefined;
  const moment = new Date(header);
  if (Number.isNaN(moment.getTime())) throw commonError("invalid_input", { fields: [{ path: momentHeader, message: "must be a time" }] });
  return moment;
}

function sendRefusal(error: OperationError, reply: FastifyReply): FastifyReply {
  return reply.code(error.status).send({ problem: sentErrorOf(error) } satisfies RemoteBody);
}

function sendBytes({ body, content_type, status, headers }: BytesAnswer, reply: FastifyReply): FastifyReply {
  reply.header(answerHeader, pack({ kind: "bytes", status, headers } satisfies WireAnswer)).header("content-type", content_type);
  return reply.send(body instanceof Uint8Array ? Buffer.from(body) : body);
}

function sendEvents(
  events: AsyncIterable<ServerSentEvent>,
  request: FastifyRequest,
  reply: FastifyReply,
  { signal }: Deadline,
): FastifyReply {
  reply.header(answerHeader, pack({ kind: "events" } satisfies WireAnswer)).header("content-type", "text/event-stream");
  return reply.send(eventStream(events, { signal, onError: (error) => request.log.error({ err: error }, "an event stream failed") }));
}
