import { defineSettings, pick, secret, sharedSettings, text } from "@oneheart/kernel";

export const sponsorSettings = defineSettings(
  "sponsor",
  {
    PAYMENT_WEBHOOK_SECRET: secret(
      "The payment provider's secret of `POST /api/sponsor/payments/webhook`. Several while it changes, with commas between: each is good. Without it no payment by card is heard of.",
      text,
    ),
  },
  { uses: pick(sharedSettings, "HOST", "PORT", "PUBLIC_URL") },
);
