import { defineSettings, pick, positive, secret, setting, sharedSettings } from "@oneheart/kernel";
import { z } from "zod";

export const httpSettings = defineSettings(
  "http",
  {
    TRUSTED_PROXIES: setting("Addresses or networks whose `X-Forwarded-For` is believed, separated by commas.", z.string().default("")),
    METRICS_TOKEN: secret(
      "Who asks for /metrics sends it as a bearer token; at least 32 characters. Without it only this machine may ask, and in production nobody.",
      z.string().min(32, "needs at least 32 characters").optional(),
    ),
    BODY_MAX_BYTES: setting("The longest body of a request that is no upload.", positive.default(1024 * 1024)),
    REQUEST_TIMEOUT_MS: setting("How long a request may take.", positive.default(30_000)),
  },
  {
    uses: pick(sharedSettings, "NODE_ENV", "PUBLIC_URL", "STOP_TIMEOUT_MS"),
    gaps({ NODE_ENV, PUBLIC_URL, TRUSTED_PROXIES }) {
      const isPublic = PUBLIC_URL?.startsWith("https://") === true;
      // The server ends no TLS itself: whoever is reached by https:// stands behind a proxy.
      const needsProxy = TRUSTED_PROXIES === "" && (isPublic || NODE_ENV === "production");
      return [
        ...(isPublic || NODE_ENV !== "production"
          ? []
          : ["PUBLIC_URL: set the https:// address at which clients reach this server; links are made from it."]),
        ...(needsProxy ? ["TRUSTED_PROXIES: name the proxy that ends TLS; without it all clients behind it count as one address."] : []),
      ];
    },
  },
);
