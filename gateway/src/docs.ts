import { readFile } from "node:fs/promises";
import { type Contract, commonErrors, statusOf } from "@oneheart/contracts";
import { answerIn, problemsPath } from "@oneheart/http";
import type { Kernel } from "@oneheart/kernel";
import { type Language, languages, problemDetail, problemTitle } from "@oneheart/messages";
import type { FastifyInstance } from "fastify";
import { publicUrl } from "./did.ts";
import { docsPolicy, plainPolicy } from "./headers.ts";
import { openApiDocument } from "./openapi/document.ts";
import { escapeHtml, plainPage } from "./plain-page.ts";
import { gatewaySettings } from "./settings.ts";

const assets: Record<string, string> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};
const assetLife_s = 3600;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OneHeart API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<form id="log-in" style="display:flex;gap:.5em;padding:1em;font:1em sans-serif">
<input name="identifier" aria-label="User name or e-mail" placeholder="User name or e-mail" autocomplete="username" required>
<input name="password" type="password" aria-label="Password" placeholder="Password" autocomplete="current-password" required>
<button>Log in</button> <output></output>
</form>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const startFile = new URL("./docs/start.js", import.meta.url);

/** `/openapi.json`, `/docs` (Swagger UI from its npm package) and the page that explains the error codes. */
export async function installDocs(app: FastifyInstance, kernel: Kernel, contracts: readonly Contract[]): Promise<void> {
  // Relative where no public address is known: then the page works under whatever name it was opened.
  const serverUrl = kernel.settings.of(gatewaySettings).PUBLIC_URL === undefined ? "/" : publicUrl(kernel).origin;
  const document = JSON.stringify(openApiDocument(contracts, serverUrl));
  const problems = new Map(languages.map((language) => [language, problemsPage(contracts, language)]));
  const folder = new URL(".", import.meta.resolve("swagger-ui-dist/package.json"));
  const config = { policy: docsPolicy };
  const html = "text/html; charset=utf-8";

  app.get("/openapi.json", async (_request, reply) => reply.type("application/json; charset=utf-8").send(document));
  app.get("/docs", { config }, async (_request, reply) => reply.type(html).send(page));
  app.get("/docs/start.js", { config }, async (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").send(await readFile(startFile)),
  );
  app.get(problemsPath, { config: { policy: plainPolicy } }, async (request, reply) =>
    reply.type(html).send(problems.get(answerIn(request, reply))),
  );
  for (const [name, type] of Object.entries(assets)) {
    app.get(`/docs/${name}`, { config }, async (_request, reply) =>
      reply
        .type(type)
        .header("cache-control", `public, max-age=${assetLife_s}`)
        .send(await readFile(new URL(name, folder))),
    );
  }
}

const heading: Record<Language, string> = { en: "Errors", th: "ข้อผิดพลาด" };

/** Every code with its status and the operations that answer it; a problem's `type` points here. */
function problemsPage(contracts: readonly Contract[], language: Language): string {
  const codes = new Map<string, { statuses: Set<number>; operations: string[] }>(
    Object.entries(commonErrors).map(([code, status]) => [code, { statuses: new Set([status]), operations: ["any"] }]),
  );
  for (const operation of contracts.flatMap((contract) => Object.values(contract.operations)).filter(({ route }) => route !== undefined)) {
    for (const [code, error] of Object.entries(operation.errors ?? {})) {
      const entry = codes.get(code) ?? { statuses: new Set<number>(), operations: [] };
      entry.statuses.add(statusOf(error));
      entry.operations.push(`${operation.service}.${operation.name}`);
      codes.set(code, entry);
    }
  }
  const rows = [...codes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { statuses, operations }]) => {
      const words = escapeHtml(problemDetail(code, language) ?? "").replaceAll(/`([^`]*)`/g, "<code>$1</code>");
      const where = `${[...statuses].join(", ")}: ${operations.join(", ")}`;
      return `<dt id="${code}">${problemTitle(code, language)} <code>${code}</code></dt><dd><p>${words}</p><p>${where}</p></dd>`;
    });
  return plainPage(`OneHeart API: ${heading[language]}`, `<h1>${heading[language]}</h1>\n<dl>\n${rows.join("\n")}\n</dl>\n`, language);
}
