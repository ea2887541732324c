import { type Language, languageFor } from "@oneheart/messages";
import type { FastifyReply, FastifyRequest } from "fastify";

/** The language that the client asks for, and the headers that say so of the answer to caches (RFC 9110, 8.5 and 12.5.5). */
export function answerIn(request: FastifyRequest, reply: FastifyReply): Language {
  const language = languageFor(request.headers["accept-language"]);
  const varies = [reply.getHeader("vary") ?? []].flat().join(", ");
  reply.header("content-language", language);
  if (!/accept-language/i.test(varies)) reply.header("vary", varies === "" ? "accept-language" : `${varies}, accept-language`);
  return language;
}
