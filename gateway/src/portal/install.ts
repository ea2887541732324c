import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Policy } from "../headers.ts";
import type { Portal } from "./files.ts";
import { sendFile } from "./send.ts";

/**
 * The portal loads its own files and asks this server alone, and never makes markup of text. Styles are set by its scripts one by one,
 * which needs no permission; nothing stands inline.
 */
const portalPolicy: Policy = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "blob:"],
  "media-src": ["'self'"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "manifest-src": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["'none'"],
};

/** Paths that belong to others: an unknown one below them is an error for programs and not a page for people. */
const ofOthers = new Set(["api", "app", "assets", "docs", "graphql", "health", "internal", "metrics", "objects", "ready", "session"]);

/** `/` and the files of the portal. */
export function installPortal(app: FastifyInstance, portal: Portal): void {
  const config = { policy: portalPolicy };
  app.get("/", { logLevel: "warn", config }, (request, reply) => sendFile(portal.page, request, reply));
  for (const [path, file] of portal.files) app.get(path, { logLevel: "warn", config }, (request, reply) => sendFile(file, request, reply));
}

/** The portal's page for an address inside it, such as `/admin/missions`: the portal reads the address itself. */
export function portalPageAt(portal: Portal) {
  return (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined => {
    if (!isPageOfPortal(request)) return undefined;
    return sendFile(portal.page, request, reply.setPolicy(portalPolicy).code(200));
  };
}

function isPageOfPortal({ method, url, headers }: FastifyRequest): boolean {
  const [path = ""] = url.split("?");
  const [, first = ""] = path.split("/");
  const isAsked = (method === "GET" || method === "HEAD") && headers.accept?.includes("text/html") === true;
  return isAsked && !first.startsWith(".") && !first.includes(".") && !ofOthers.has(first);
}
