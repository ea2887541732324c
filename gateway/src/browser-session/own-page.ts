import type { FastifyRequest } from "fastify";

/**
 * Whether a page of this server sent the request, and no page of another site that hopes for the cookie. Browsers say so themselves
 * (Fetch Metadata); over plain HTTP they do not, and `Origin`, which every POST of a browser has, must be the host that was asked.
 */
export function isFromOwnPage({ headers, host }: FastifyRequest, publicOrigin: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === publicOrigin || new URL(origin).host === host;
}
