import type { CommonErrorCode, Problem } from "@oneheart/contracts";
import { commonError, isOperationError, type OperationError } from "@oneheart/kernel";
import { inputMessage, type Language, problemDetail, problemTitle } from "@oneheart/messages";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Abandoned } from "./deadline.ts";
import { answerIn } from "./language.ts";

/** Where the codes are explained; each is a fragment of it. */
export const problemsPath = "/docs/problems";
export const problemType = "application/problem+json";

const tryAgainAfter_s = "5";

/** What the framework, its parsers and the multipart reader refuse, in the contracts' words. */
const frameworkCodes: Record<string, CommonErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "payload_too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_TYPE: "unsupported_media_type",
  FST_ERR_CTP_EMPTY_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed_json",
  FST_ERR_CTP_INVALID_JSON_BODY: "malformed_json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed_json",
  FST_ERR_BAD_URL: "invalid_input",
  FST_ERR_MAX_PARAM_LENGTH: "route_not_found",
};

/** Every error as one that may travel; what is not expected becomes `internal` without a word about it. */
export function toOperationError(error: unknown): OperationError {
  if (isOperationError(error)) return error;
  if (error instanceof Abandoned) return commonError("request_timeout");
  const { code = "", statusCode = 500 } = (error ?? {}) as { code?: string; statusCode?: number };
  const known = frameworkCodes[code];
  // Refusals of the framework that have no name here are the client's to mend all the same.
  return commonError(known ?? (statusCode >= 400 && statusCode < 500 ? refusalOf(statusCode) : "internal"));
}

const refusals: Record<number, CommonErrorCode> = {
  404: "route_not_found",
  405: "route_not_found",
  408: "request_timeout",
  413: "payload_too_large",
  415: "unsupported_media_type",
};

function refusalOf(status: number): CommonErrorCode {
  return refusals[status] ?? "invalid_input";
}

/**
 * An error as an RFC 9457 document in a language. Only refusals carry their message: that of a failure may name what nobody outside
 * should know.
 */
export function problemOf(error: OperationError, requestId: string, language: Language): Problem {
  const words = error.message === error.code ? problemDetail(error.code, language) : inputMessage(error.message, language);
  const fields = error.fields?.map(({ path, message }) => ({ path, message: inputMessage(message, language) }));
  const detail = error.status < 500 ? words : undefined;
  return {
    type: `${problemsPath}#${error.code}`,
    title: problemTitle(error.code, language),
    status: error.status,
    code: error.code,
    ...(detail === undefined ? {} : { detail }),
    request_id: requestId,
    ...(fields === undefined ? {} : { errors: fields }),
    ...(error.context === undefined ? {} : { context: error.context }),
  };
}

/** Answers an error. */
export function sendProblem(error: OperationError, request: FastifyRequest, reply: FastifyReply, status = error.status): FastifyReply {
  if (status === 401) reply.header("www-authenticate", challenge(request));
  if (status === 503) reply.header("retry-after", tryAgainAfter_s);
  const wait_s = error.context?.retry_after_s;
  if (status === 429 && typeof wait_s === "number") reply.header("retry-after", wait_s);
  if (status === 408) reply.header("connection", "close");
  const language = answerIn(request, reply);
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type(problemType)
    .send({ ...problemOf(error, request.id, language), status });
}

/** RFC 6750, section 3: the error is named only when a token was given. */
function challenge(request: FastifyRequest): string {
  return request.headers.authorization === undefined ? 'Bearer realm="oneheart"' : 'Bearer realm="oneheart", error="invalid_token"';
}

/** The framework's error handler: a bug is logged with its stack, an expected refusal is not. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toOperationError(error);
  if (known.code === "internal" && known !== error) request.log.error({ err: error }, "request failed");
  if (known.code === "unavailable") request.log.warn({ err: known }, "something needed is away");
  return sendProblem(known, request, reply);
}
