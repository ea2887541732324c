import { createHash, timingSafeEqual } from "node:crypto";
import type { SettingsOf } from "@oneheart/kernel";
import type { FastifyRequest } from "fastify";
import type { httpSettings } from "./settings.ts";
import { isFromThisMachine } from "./this-machine.ts";

/** Whether a request may see the measurements: with METRICS_TOKEN who sends it; without, this machine itself, not through a proxy. */
export function maySeeMetrics(request: FastifyRequest, settings: SettingsOf<typeof httpSettings>): boolean {
  const token = settings.METRICS_TOKEN;
  if (token !== undefined) return isSame(request.headers.authorization ?? "", `Bearer ${token}`);
  if (settings.NODE_ENV === "production") return false;
  return isFromThisMachine(request);
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
