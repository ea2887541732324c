import { readFile } from "node:fs/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { PortalFile } from "./files.ts";

/** The page may change with the next release; what it loads has a hash in its name. */
const fresh = "no-cache";
const forEver = "public, max-age=31536000, immutable";

/** Sends a built file in the smallest form that the client reads. */
export async function sendFile(file: PortalFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply
    .header("cache-control", file.hashed ? forEver : fresh)
    .header("etag", file.etag)
    .header("vary", [reply.getHeader("vary") ?? [], "accept-encoding"].flat().join(", "));
  if (request.headers["if-none-match"]?.split(/, */).includes(file.etag)) return reply.code(304).send();
  const { encoding, path } = formFor(file, String(request.headers["accept-encoding"] ?? ""));
  if (encoding !== undefined) reply.header("content-encoding", encoding);
  return reply.type(file.type).send(await readFile(path));
}

function formFor({ br, gzip, plain }: PortalFile, accepted: string): { encoding?: string; path: string } {
  if (br !== undefined && takes(accepted, "br")) return { encoding: "br", path: br };
  if (gzip !== undefined && takes(accepted, "gzip")) return { encoding: "gzip", path: gzip };
  return { path: plain };
}

function takes(accepted: string, encoding: string): boolean {
  return accepted.split(",").some((part) => {
    const [name = "", weight = ""] = part.trim().split(/\s*;\s*/);
    return name === encoding && !/^q=0(\.0*)?$/.test(weight);
  });
}
