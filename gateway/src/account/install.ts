import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";

const files: Record<string, { file: string; type: string }> = {
  "/account": { file: "page.html", type: "text/html; charset=utf-8" },
  "/account/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
  "/account/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
};
/** The page loads its own files and asks this server alone. */
const policy = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "connect-src": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** `/account`: the page on which mailed links and invitations are used, for those without another client. */
export function installAccountPage(app: FastifyInstance): void {
  for (const [path, { file, type }] of Object.entries(files)) {
    app.get(path, { config: { policy } }, async (_request, reply) =>
      reply
        .type(type)
        .header("cache-control", "no-cache")
        .send(await readFile(new URL(file, import.meta.url))),
    );
  }
}
