import { sendProblem } from "@oneheart/http";
import { commonError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ownFilesPolicy } from "../headers.ts";
import { isKept, takes } from "../kept-file.ts";
import { type Asset, keepVerifyPage } from "./assets.ts";

/** `/verify`: the page on which anyone checks a receipt in their own browser, and the files that it loads. */
export function installVerify(app: FastifyInstance): void {
  const config = { policy: ownFilesPolicy };
  const loadVerifyPage = keepVerifyPage();
  app.get("/verify", { config }, async (request, reply) => sendAsset(request, reply, (await loadVerifyPage()).html, false));
  app.get<{ Params: { version: string; "*": string } }>("/verify/:version/*", { config }, async (request, reply) => {
    const { version, files } = await loadVerifyPage();
    // A look-up in what was read before, never a path into a file system.
    const asset = request.params.version === version ? files.get(request.params["*"]) : undefined;
    return asset === undefined ? sendProblem(commonError("route_not_found"), request, reply) : sendAsset(request, reply, asset, true);
  });
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset, versioned: boolean): FastifyReply {
  if (isKept(request, reply, { etag: asset.etag, versioned })) return reply.code(304).send();
  reply.type(asset.type);
  if (!takes(request, "gzip")) return reply.send(Buffer.from(asset.body));
  return reply.header("content-encoding", "gzip").send(Buffer.from(asset.gzip));
}
