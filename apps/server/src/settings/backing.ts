import { defineSettings, pick, secret, setting, sharedSettings, text } from "@oneheart/kernel";
import { z } from "zod";

/** Where the backing services are that the server opens. */
export const backingSettings = defineSettings(
  "backing",
  {
    CACHE: setting("Where the cache is; `redis` with REDIS_URL, else `memory`.", z.enum(["memory", "postgres", "redis"]).optional()),
    REDIS_URL: secret("Redis, for cache and work queue.", text),
    MONGODB_URL: secret("MongoDB, for documents; PostgreSQL when absent.", text),
    OBJECTS_URL: setting("`file:///…`, `s3://bucket?region=…` or `gs://bucket`; a folder in DATA_DIR when absent.", text),
    SMTP_URL: secret("The mail server; mail is only written to the outbox in DATA_DIR when absent.", text),
    MAIL_FROM: setting("The sender of mail.", z.string().default("OneHeart <no-reply@localhost>")),
    SMS_URL: setting("The SMS provider.", text),
    SMS_TOKEN: secret("What the SMS provider asks for.", text),
    EXPO_ACCESS_TOKEN: secret("Sends to the app through Expo.", text),
    VAPID_PUBLIC_KEY: setting("Web Push: the public key.", text),
    VAPID_PRIVATE_KEY: secret("Web Push: the private key.", text),
    VAPID_SUBJECT: setting("Web Push: who sends, `mailto:…` or `https://…`.", text),
  },
  {
    uses: pick(sharedSettings, "NODE_ENV"),
    gaps: ({ NODE_ENV, SMTP_URL }) =>
      NODE_ENV !== "production" || SMTP_URL ? [] : ["SMTP_URL: mail is only written to the log and the outbox; nobody receives it."],
  },
);
