import { defineSettings, pick, positive, setting, sharedSettings } from "@oneheart/kernel";

export const identitySettings = defineSettings(
  "identity",
  {
    ACCESS_TOKEN_S: setting("How long an access token is good.", positive.default(86_400)),
    REFRESH_TOKEN_S: setting("How long a refresh token is good.", positive.default(604_800)),
  },
  { uses: pick(sharedSettings, "HOST", "PORT", "PUBLIC_URL", "RATE_LIMITS", "RATE_ANYONE_PER_MINUTE") },
);
