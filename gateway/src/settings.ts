import { httpSettings } from "@oneheart/http";
import { defineSettings, pick, positive, setting, sharedSettings } from "@oneheart/kernel";
import { z } from "zod";

export const gatewaySettings = defineSettings(
  "gateway",
  {
    CORS_ORIGINS: setting("Origins of pages that may call the API, separated by commas.", z.string().default("")),
    RATE_USER_PER_MINUTE: setting("Requests of one user a minute.", positive.default(100)),
    RATE_ADMIN_PER_MINUTE: setting("Requests of administrators a minute, by address.", positive.default(1000)),
    RATE_PUBLIC_READS_PER_MINUTE: setting("Reads of what is public, without a session, from one address a minute.", positive.default(600)),
    RATE_SESSIONS_PER_MINUTE: setting(
      "Log-ins, refreshes and registrations from one address a minute; each is counted more closely by name, session or invitation.",
      positive.default(300),
    ),
    RATE_UPLOAD_PER_MINUTE: setting("Uploads of one user a minute.", positive.default(30)),
  },
  {
    uses: {
      ...pick(sharedSettings, "NODE_ENV", "HOST", "PORT", "PUBLIC_URL", "RATE_LIMITS", "RATE_ANYONE_PER_MINUTE"),
      ...pick(httpSettings, "REQUEST_TIMEOUT_MS"),
    },
  },
);
