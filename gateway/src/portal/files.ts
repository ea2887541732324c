import { hash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/** A built file and its packed forms, by their places on the disk. */
export interface PortalFile {
  type: string;
  plain: string;
  br?: string;
  gzip?: string;
  etag: string;
  /** Its name has a hash of its content, so it never changes. */
  hashed: boolean;
}

/** What was built, by its path in URLs; nothing else is ever sent. */
export interface Portal {
  page: PortalFile;
  files: ReadonlyMap<string, PortalFile>;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};
const packed = [".br", ".gz"];
const hashedFolder = "/assets/";
const pagePath = "/index.html";

/** Lists a folder that apps/portal built; undefined where it was not built. */
export function readPortal(folder: string): Portal | undefined {
  const paths = globSync("**/*", { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  const there = new Set(paths);
  const wanted = paths.filter((path) => !packed.includes(extname(path)) && extname(path) in types);
  const files = new Map(wanted.map((path) => [`/${path}`, fileOf(folder, path, there)]));
  const page = files.get(pagePath);
  files.delete(pagePath);
  return page === undefined ? undefined : { page, files };
}

function fileOf(folder: string, path: string, there: ReadonlySet<string>): PortalFile {
  const plain = join(folder, path);
  return {
    type: types[extname(path)]!,
    plain,
    br: there.has(`${path}.br`) ? `${plain}.br` : undefined,
    gzip: there.has(`${path}.gz`) ? `${plain}.gz` : undefined,
    // Weak, because the packed and the plain form share it.
    etag: `W/"${hash("sha256", readFileSync(plain), "base64url").slice(0, 22)}"`,
    hashed: `/${path}`.startsWith(hashedFolder),
  };
}
