import type { FastifyInstance } from "fastify";
import { plainPolicy } from "./headers.ts";
import { escapeHtml, plainPage } from "./plain-page.ts";

/** Somebody whom a visitor of a demonstration may log in as. */
export interface DemonstrationAccount {
  username: string;
  role: string;
}

/** `/`: what this is and where to go on, until a portal takes its place. */
export function installHome(app: FastifyInstance, demonstration: readonly DemonstrationAccount[]): void {
  const page = homePage(demonstration);
  app.get("/", { logLevel: "warn", config: { policy: plainPolicy } }, async (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(page),
  );
}

const links = [
  ["/docs", "The API: every operation, to read and to try"],
  ["/verify", "Check a receipt, in your own browser"],
  ["/api/impact/log/checkpoint", "The public log's newest checkpoint"],
  ["/docs/problems", "What each error code means"],
  ["/health", "Whether this server is alive"],
  ["/ready", "Whether it can serve"],
];

function homePage(demonstration: readonly DemonstrationAccount[]): string {
  const items = links.map(([path, text]) => `<li><a href="${path}">${path}</a> ${text}</li>`).join("\n");
  return plainPage(
    "OneHeart",
    `<h1>OneHeart</h1>
<p>This server runs a verified social-impact programme: people do good in real places, send evidence, and are rewarded when it is
verified. Every reward is in a public log that anyone can check.</p>
<ul>
${items}
</ul>
${accountsOf(demonstration)}`,
  );
}

function accountsOf(demonstration: readonly DemonstrationAccount[]): string {
  if (demonstration.length === 0) return "";
  const rows = demonstration
    .map(({ username, role }) => `<tr><td>${escapeHtml(username)}</td><td>${escapeHtml(role)}</td></tr>`)
    .join("\n");
  return `<h2>Demonstration accounts</h2>
<p>Their password was printed in the terminal when the server was first started.</p>
<table>
<tr><th>Name</th><th>Role</th></tr>
${rows}
</table>
`;
}
