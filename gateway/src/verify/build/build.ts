import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Asset, VerifyPage } from "../assets.ts";
import { collectModules, pageFolder } from "./modules.ts";

const entry = fileURLToPath(new URL("../page/main.ts", import.meta.url));
const beside = ["page.css", "icon.svg"];
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Reads everything that the page consists of. */
export function buildVerifyPage(): VerifyPage {
  const modules = collectModules(entry);
  const texts = new Map([...modules, ...beside.map((name) => [`page/${name}`, readPage(name)] as const)]);
  const version = hash("sha256", JSON.stringify([...texts]), "base64url").slice(0, 16);
  const base = `/verify/${version}`;
  // All at once: otherwise a browser learns of a module only from the one that imports it.
  const preload = [...modules.keys()].map((path) => `<link rel="modulepreload" href="${base}/${path}">`).join("\n");
  const html = readPage("page.html").replaceAll("{{base}}", base).replace("{{preload}}", preload);
  return { version, html: assetOf("page.html", html), files: new Map([...texts].map(([path, text]) => [path, assetOf(path, text)])) };
}

function readPage(name: string): string {
  return readFileSync(join(pageFolder, name), "utf8");
}

function assetOf(path: string, text: string): Asset {
  const body = new TextEncoder().encode(text);
  return { type: types[extname(path)]!, etag: `W/"${hash("sha256", body, "base64url").slice(0, 22)}"`, body, gzip: gzipSync(body) };
}
