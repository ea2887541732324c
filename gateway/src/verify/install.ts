import { sendProblem } from "@oneheart/http";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ownFilesPolicy } from "../headers.ts";
import { type Asset, keepVerifyPage } from "./assets.ts";

/** The page may change with the next release; what it loads has its version in its path. */
const fresh = "no-cache";
const forEver = "public, max-age=31536000, immutable";

/** `/verify`: the page on which anyone checks a receipt in their own browser, and the files that it loads. */
export function installVerify(app: FastifyInstance): void {
  const config = { policy: ownFilesPolicy };
  const loadVerifyPage = keepVerifyPage();
  app.get("/verify", { config }, async (request, reply) => sendAsset(request, reply, (await loadVerifyPage()).html, fresh));
  app.get<{ Params: { version: string; "*": string } }>("/verify/:version/*", { config }, async (request, reply) => {
    const { version, files } = await loadVerifyPage();
    // A look-up in what was read before, never a path into a file system.
    const asset = request.params.version === version ? files.get(request.params["*"]) : undefined;
    return asset === undefined ? sendProblem(commonError("route_not_found"), request, reply) : sendAsset(request, reply, asset, forEver);
  });
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset, caching: string): FastifyReply {
  reply
    .header("cache-control", caching)
    .header("etag", asset.etag)
    .header("vary", [reply.getHeader("vary") ?? [], "accept-encoding"].flat().join(", "));
  if (request.headers["if-none-match"]?.split(/, */).includes(asset.etag)) return reply.code(304).send();
  reply.type(asset.type);
  if (!/\bgzip\b(?!;q=0)/.test(String(request.headers["accept-encoding"] ?? ""))) return reply.send(Buffer.from(asset.body));
  return reply.header("content-encoding", "gzip").send(Buffer.from(asset.gzip));
}
