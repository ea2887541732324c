import { z } from "zod";
import { defineSettings, pick, positive, secret, setting, text } from "./declare.ts";

/** What several parts of the program need; each names what it uses. */
export const sharedSettings = defineSettings(
  "shared",
  {
    NODE_ENV: setting(
      "`production` refuses what is only fit for trying.",
      z.enum(["development", "production", "test"]).default("development"),
    ),
    HOST: setting("The address that the server listens on.", z.string().default("127.0.0.1")),
    PORT: setting("The port that the server listens on; 0 for any free one.", z.coerce.number().int().min(0).max(65_535).default(3000)),
    PUBLIC_URL: setting("Where clients reach the gateway; made from HOST and PORT when absent.", z.url().optional()),
    DATA_DIR: setting("Where embedded data, objects and made keys are kept.", z.string().default("./.oneheart")),
    STOP_TIMEOUT_MS: setting("How long a stop waits for requests and jobs under way.", positive.default(15_000)),
    RATE_LIMITS: setting("`off` for measurements; refused in production.", z.enum(["on", "off"]).default("on")),
    RATE_ANYONE_PER_MINUTE: setting("Requests without a session a minute, by address.", positive.default(10)),
    IMAGE_MAX_PIXELS: setting("The most pixels of a photograph; verification opens none with more.", positive.default(220_000_000)),
  },
  {
    problems: ({ NODE_ENV, RATE_LIMITS }) =>
      NODE_ENV === "production" && RATE_LIMITS === "off" ? ["RATE_LIMITS: off is not accepted when NODE_ENV is production"] : [],
  },
);

/** What the kernel itself needs. */
export const kernelSettings = defineSettings(
  "kernel",
  {
    JOB_CONCURRENCY: setting("Jobs of this process at a time.", positive.max(100).default(6)),
    VAULT_ADDR: setting(
      "Where HashiCorp Vault is, `https://…`; in production plain http only on this machine. NODE_EXTRA_CA_CERTS names an authority of one's own.",
      text,
    ),
    VAULT_TOKEN: secret("What Vault lets read the paths.", text, { placedByOwner: true }),
    VAULT_TOKEN_FILE: setting("A file with that token in it instead, such as one that Vault's agent or Kubernetes writes.", text),
    VAULT_NAMESPACE: setting("The namespace of the paths, where Vault has any.", text),
  },
  { uses: pick(sharedSettings, "STOP_TIMEOUT_MS") },
);
