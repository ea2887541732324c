import { inputWords } from "@oneheart/contracts";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "./problem.ts";

/** Answers an unknown path with a page, where it is one for people; undefined leaves it to the error. */
export type UnknownPathPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined;

/** Call before any route is added. An unknown path is 404; a known one with another method is 405 with `Allow`, under the same code. */
export function installNotFound(app: FastifyInstance, page: UnknownPathPage = () => undefined): void {
  const known: Array<{ pattern: RegExp; methods: string[] }> = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (method !== "OPTIONS") known.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0]!;
    const allowed = new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) return page(request, reply) ?? sendProblem(commonError("route_not_found"), request, reply);
    const allow = [...allowed].sort().join(", ");
    reply.header("allow", allow);
    return sendProblem(commonError("route_not_found", { message: inputWords.other_method }), request, reply, 405);
  });
}

function patternOf(url: string): RegExp {
  const parts = url.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part === "*" ? ".*" : part.replaceAll(/\W/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}$`);
}
