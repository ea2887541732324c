import { inputWords } from "@oneheart/contracts";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { sendProblem } from "./problem.ts";

/** Call before any route is added. An unknown path is 404; a known one with another method is 405 with `Allow`, under the same code. */
export function installNotFound(app: FastifyInstance): void {
  const known: Array<{ pattern: RegExp; methods: string[] }> = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (method !== "OPTIONS") known.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0]!;
    const allowed = new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) return sendProblem(commonError("route_not_found"), request, reply);
    const allow = [...allowed].sort().join(", ");
    reply.header("allow", allow);
    return sendProblem(commonError("route_not_found", { message: inputWords.other_method }), request, reply, 405);
  });
}

function patternOf(url: string): RegExp {
  const parts = url.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part === "*" ? ".*" : part.replaceAll(/\W/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}$`);
}
