import { randomBytes } from "node:crypto";
import type { Vault } from "@oneheart/kernel";
import { webhookSecret } from "../../rules/webhook-message.ts";
import type { PartnerSecrets } from "../../store/partners.ts";

const purpose = "reward_partners.webhook_secret";

/** New secrets of a partner: as they are shown once, and as they are kept. */
export function newSecrets(vault: Vault): { shown: { partner_key: string; webhook_secret: string }; kept: PartnerSecrets } {
  const partner_key = `pk_${randomBytes(24).toString("base64url")}`;
  const webhook_secret = webhookSecret(randomBytes(32));
  return {
    shown: { partner_key, webhook_secret },
    kept: { webhook_secret_sealed: vault.seal(webhook_secret, purpose), key_hash: keyHash(vault, partner_key) },
  };
}

export function keyHash(vault: Vault, partner_key: string): string {
  return vault.blindIndex(partner_key, "reward_partners.key");
}

export function openSecret(vault: Vault, webhook_secret_sealed: string): string {
  return vault.open(webhook_secret_sealed, purpose);
}
