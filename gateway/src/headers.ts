import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import cors from "@fastify/cors";
import { type Kernel, type SettingsOf, StartError } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";
import { gatewaySettings } from "./settings.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a page of this route may load, where that is more than nothing. */
    policy?: Policy;
  }
  interface FastifyReply {
    /** Lets this answer load what a page may, where no route of its own says so. */
    setPolicy(policy: Policy): this;
  }
}

export type Policy = Record<string, string[]>;

const year_s = 31_536_000;
const preflight_s = 600;
const localOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;
const exposed = [
  "x-request-id",
  "idempotent-replayed",
  "retry-after",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "ratelimit-policy",
  "www-authenticate",
  "allow",
];
const accepted = ["authorization", "content-type", "idempotency-key", "last-event-id"];

/** Nothing in an answer of the API may load, frame or submit anything. */
const apiPolicy: Policy = { "default-src": ["'none'"], "frame-ancestors": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"] };
/** A page to read loads nothing; its style stands in it. */
export const plainPolicy: Policy = { ...apiPolicy, "style-src": ["'unsafe-inline'"] };
/** A page that loads its own files, asks this server alone, and never makes markup out of text. */
export const ownFilesPolicy: Policy = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'"],
  "connect-src": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["'none'"],
};
/** The documentation loads its own files. Swagger UI sets styles inline and draws icons from data URLs. */
export const docsPolicy: Policy = {
  ...apiPolicy,
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
};

/** Headers that keep browsers from doing more with an answer than it is meant for, and CORS for the origins of this environment. */
export async function installHeaders(app: FastifyInstance, kernel: Kernel, tls: boolean): Promise<void> {
  const settings = kernel.settings.of(gatewaySettings);
  const https = tls || settings.PUBLIC_URL?.startsWith("https://") === true;
  const made = new Map<Policy, Record<string, string>>();
  app.decorateReply("setPolicy", function setPolicy(policy) {
    const headers = made.get(policy) ?? headersOf(policy, https);
    made.set(policy, headers);
    return this.headers(headers);
  });
  app.addHook("onRequest", (request, reply, done) => {
    reply.setPolicy(request.routeOptions.config.policy ?? apiPolicy);
    done();
  });
  await app.register(cors, {
    origin: allowedOrigins(settings),
    methods: ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"],
    allowedHeaders: accepted,
    exposedHeaders: exposed,
    maxAge: preflight_s,
    strictPreflight: false,
  });
}

/** Means something on a document only, and there only to browsers of long ago. */
const noneOfPages = {
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** What helmet would set on each answer. It is the same every time, so it is asked once. */
function headersOf(directives: Policy, https: boolean): Record<string, string> {
  const options: HelmetOptions = {
    ...(directives === apiPolicy ? noneOfPages : {}),
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: https ? { maxAge: year_s, includeSubDomains: true } : false,
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
  };
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(answer.req, answer, (error) => {
    if (error !== undefined) throw error;
  });
  return answer.getHeaders() as Record<string, string>;
}

/** Exact origins; in development also pages of this machine. Credentials are never allowed: the token travels in a header. */
function allowedOrigins(settings: SettingsOf<typeof gatewaySettings>): Array<string | RegExp> | false {
  const origins: Array<string | RegExp> = settings.CORS_ORIGINS.split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "");
  for (const origin of origins)
    if (!URL.canParse(origin as string) || new URL(origin as string).origin !== origin)
      throw new StartError(`CORS_ORIGINS: "${origin}" is not an origin such as https://portal.example`);
  if (settings.NODE_ENV === "development") origins.push(localOrigin);
  return origins.length === 0 ? false : origins;
}
