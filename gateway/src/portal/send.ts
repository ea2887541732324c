import { readFile } from "node:fs/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isKept, takes } from "../kept-file.ts";
import type { PortalFile } from "./files.ts";

/** Sends a built file in the smallest form that the client reads. */
export async function sendFile(file: PortalFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (isKept(request, reply, { etag: file.etag, versioned: file.hashed })) return reply.code(304).send();
  const { encoding, path } = formFor(file, request);
  if (encoding !== undefined) reply.header("content-encoding", encoding);
  return reply.type(file.type).send(await readFile(path));
}

function formFor({ br, gzip, plain }: PortalFile, request: FastifyRequest): { encoding?: string; path: string } {
  if (br !== undefined && takes(request, "br")) return { encoding: "br", path: br };
  if (gzip !== undefined && takes(request, "gzip")) return { encoding: "gzip", path: gzip };
  return { path: plain };
}
