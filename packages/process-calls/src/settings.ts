import { defineSettings, secret, setting } from "@oneheart/kernel";
import { z } from "zod";

export const processSettings = defineSettings("process-calls", {
  SERVICE_URLS: setting(
    "`quest=http://10.0.0.7:3000,proof=http://…`: where the services that are not in this process are.",
    z.string().default(""),
  ),
  INTERNAL_SECRET: secret(
    "Signs the short-lived tokens between processes; at least 32 characters, the same for all of them.",
    z.string().min(32, "needs at least 32 characters").optional(),
  ),
});
