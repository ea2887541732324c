import { defineSettings, setting, text } from "@oneheart/kernel";

export const tokenSettings = defineSettings("token", {
  REWARD_WEBHOOK_PRIVATE_HOSTS: setting(
    "Hosts on private networks that partners' webhooks may be at, with commas between. To these also plain HTTP is spoken; every other address must be public, with HTTPS.",
    text,
  ),
});
