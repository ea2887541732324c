import type { FastifyRequest } from "fastify";

/** What proxies add to a request. */
const proxyHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];
const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;

/** Whether a request comes from this machine itself, as far as can be told: from a loopback address, and without a word of a proxy. */
export function isFromThisMachine({ headers, socket }: Pick<FastifyRequest, "headers" | "socket">): boolean {
  return loopbackAddress.test(socket.remoteAddress ?? "") && proxyHeaders.every((name) => headers[name] === undefined);
}
