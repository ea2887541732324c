import type { Operation } from "@oneheart/contracts";
import { commonError, errorFromSent, type InternalCaller } from "@oneheart/kernel";
import { callHeader, momentHeader, type RemoteBody } from "./wire.ts";

const answersWithin_ms = 15_000;

/** Calls an operation in another process. Its declared errors come back as they were; a process that is away is `unavailable`. */
export async function ask(
  url: URL,
  token: string,
  operation: Operation,
  input: unknown,
  { requestId, at }: InternalCaller,
): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "x-request-id": requestId,
      [callHeader]: "service",
      ...(at === undefined ? {} : { [momentHeader]: at.toISOString() }),
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(answersWithin_ms),
  }).catch((error: unknown) => {
    throw commonError("unavailable", { message: `${operation.service} cannot be reached: ${String(error)}` });
  });
  const body = (await response.json().catch(() => undefined)) as RemoteBody | undefined;
  if (response.ok && body !== undefined && "output" in body) return body.output;
  if (body?.problem === undefined) throw commonError("unavailable", { message: `${operation.service} answered ${response.status}` });
  throw errorFromSent(body.problem);
}
