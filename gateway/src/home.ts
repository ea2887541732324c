import type { FastifyInstance } from "fastify";
import { plainPolicy } from "./headers.ts";
import { plainPage } from "./plain-page.ts";

/** `/` where the portal was not built: what this is and where to go on. */
export function installHome(app: FastifyInstance): void {
  app.get("/", { logLevel: "warn", config: { policy: plainPolicy } }, async (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(page),
  );
}

const links = [
  ["/docs", "The API: every operation, to read and to try"],
  ["/graphql", "The same reads, several in one question"],
  ["/api/impact/log/checkpoint", "The public log's newest checkpoint"],
  ["/docs/problems", "What each error code means"],
  ["/health", "Whether this server is alive"],
  ["/ready", "Whether it can serve"],
];

const page = plainPage(
  "OneHeart",
  `<h1>OneHeart</h1>
<p>This server runs a verified social-impact programme: people do good in real places, send evidence, and are rewarded when it is
verified. Every reward is in a public log that anyone can check.</p>
<p>The portal is not built here: <code>npm run build:portal</code> builds it, and <code>npm start</code> does so by itself.</p>
<ul>
${links.map(([path, text]) => `<li><a href="${path}">${path}</a> ${text}</li>`).join("\n")}
</ul>
`,
);
