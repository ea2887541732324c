import { Readable } from "node:stream";
import type { Operation } from "@oneheart/contracts";
import { type Deadline, eventStream, type WrittenEvents } from "@oneheart/http";
import type { Answered, BytesAnswer, ServerSentEvent } from "@oneheart/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Sends what an operation answered, as its contract says. */
export function sendAnswer(
  operation: Operation,
  answered: Answered,
  request: FastifyRequest,
  reply: FastifyReply,
  deadline: Deadline,
): unknown {
  if (answered.replayed) reply.header("idempotent-replayed", "true");
  if (operation.answer === "bytes") return sendBytes(operation, answered.output as BytesAnswer, request, reply, deadline);
  if (operation.answer === "events") return sendEvents(answered.output as AsyncIterable<ServerSentEvent>, request, reply, deadline);
  const status = operation.status ?? 200;
  reply.code(status).header("cache-control", "no-store");
  return status === 204 ? reply.send() : reply.send(answered.output);
}

function sendBytes(operation: Operation, answer: BytesAnswer, request: FastifyRequest, reply: FastifyReply, deadline: Deadline) {
  const { body } = answer;
  deadline.finish();
  reply.code(answer.status ?? operation.status ?? 200).header("content-type", answer.content_type);
  // A page on another origin may show public media, such as the portal a photograph.
  if (operation.access.includes("anyone")) reply.header("cross-origin-resource-policy", "cross-origin");
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
  if (request.method === "HEAD" && body instanceof Readable) {
    // Nobody reads it: not even from the store.
    body.destroy();
    return reply.send(Readable.from([]));
  }
  return reply.send(typeof body === "string" || body instanceof Readable ? body : Buffer.from(body));
}

function sendEvents(
  events: AsyncIterable<ServerSentEvent> | WrittenEvents,
  request: FastifyRequest,
  reply: FastifyReply,
  deadline: Deadline,
) {
  deadline.finish();
  reply.header("content-type", "text/event-stream").header("cache-control", "no-store").header("x-accel-buffering", "no");
  const onError = (error: unknown) => request.log.error({ err: error }, "an event stream failed");
  const stream = eventStream(events, { signal: deadline.signal, onError });
  if (request.method === "HEAD") {
    stream.destroy();
    return reply.send();
  }
  return reply.send(stream);
}
