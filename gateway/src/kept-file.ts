import type { FastifyReply, FastifyRequest } from "fastify";

/** How long clients keep a file: a page may change with the next release; what it loads has its version or a hash in its address. */
const fresh = "no-cache";
const forEver = "public, max-age=31536000, immutable";

/** Says how a file is kept, in whichever encoding it goes out. Answers whether the client has it already: then 304 is all it needs. */
export function isKept(request: FastifyRequest, reply: FastifyReply, { etag, versioned }: { etag: string; versioned: boolean }): boolean {
  reply
    .header("cache-control", versioned ? forEver : fresh)
    .header("etag", etag)
    .header("vary", [reply.getHeader("vary") ?? [], "accept-encoding"].flat().join(", "));
  return request.headers["if-none-match"]?.split(/, */).includes(etag) === true;
}

/** Whether the client reads this encoding. */
export function takes(request: FastifyRequest, encoding: "br" | "gzip"): boolean {
  return String(request.headers["accept-encoding"] ?? "")
    .split(",")
    .some((part) => {
      const [name = "", weight = ""] = part.trim().split(/\s*;\s*/);
      return name === encoding && !/^q=0(\.0*)?$/.test(weight);
    });
}
