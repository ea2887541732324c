import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { WrittenEvents } from "@oneheart/http";
import { type Answered, type Call, commonError, errorFromSent } from "@oneheart/kernel";
import type { OtherProcesses } from "./other-processes.ts";
import { answerHeader, callHeader, pack, type RemoteBody, sourceHeader, unpack, uploadHeader, type WireAnswer } from "./wire.ts";

/** Has another process answer a call. Its errors come back as they were; a process that is away is `unavailable`. */
export async function forward(others: OtherProcesses, call: Call): Promise<Answered> {
  const { operation } = call;
  const away = (reason: string) => commonError("unavailable", { message: `${operation.service} ${reason}` });
  const response = await fetch(others.addressOf(operation), await requestFor(others, call)).catch((error: unknown) => {
    throw away(`cannot be reached: ${String((error as Error).cause ?? error)}`);
  });
  const raw = unpack<WireAnswer>(response.headers.get(answerHeader));
  if (raw !== undefined) return { output: readRaw(raw, response), replayed: false };
  const body = (await response.json().catch(() => undefined)) as RemoteBody | undefined;
  if (body?.problem !== undefined) throw errorFromSent(body.problem);
  if (!response.ok || body === undefined) throw away(`answered ${response.status}`);
  return { output: body.output, replayed: body.replayed === true };
}

async function requestFor({ tokens }: OtherProcesses, call: Call): Promise<RequestInit> {
  const { principal, file, idempotencyKey } = call;
  const headers: Record<string, string> = {
    authorization: `Bearer ${await tokens.sign({ principal, service: "gateway" })}`,
    "x-request-id": call.requestId,
    [callHeader]: "gateway",
    [sourceHeader]: pack(call.source),
  };
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  const common = { method: "POST", redirect: "manual", signal: call.signal } as const;
  if (file === undefined) {
    headers["content-type"] = "application/json";
    return { ...common, headers, body: JSON.stringify(call.input) };
  }
  headers["content-type"] = "application/octet-stream";
  headers[uploadHeader] = pack({ input: call.input, filename: file.filename });
  return { ...common, headers, body: Readable.toWeb(file.stream), duplex: "half" } as unknown as RequestInit;
}

function readRaw(answer: WireAnswer, response: Response): unknown {
  const body = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body as ReadableStream);
  // A reader of the stream gets its error; this listener keeps an error without a reader from ending the process.
  body.on("error", () => {});
  if (answer.kind === "events") return new WrittenEvents(body);
  return {
    content_type: response.headers.get("content-type") ?? "application/octet-stream",
    headers: answer.headers,
    status: answer.status,
    body,
  };
}
