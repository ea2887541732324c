import {
  defineSettings,
  kernelSettings,
  pick,
  positive,
  type SettingsOf,
  secret,
  setting,
  sharedSettings,
  text,
  vaultProblems,
} from "@oneheart/kernel";

const keySettings = ["LEDGER_SIGNING_KEY", "LEDGER_SIGNING_KEY_FILE", "LEDGER_SIGNING_KEY_VAULT"] as const;

export const impactSettings = defineSettings(
  "impact",
  {
    LEDGER_ORIGIN: setting(
      "The log's name for ever, a URL without scheme; by default the name of its signing key, or `oneheart.local/ledger`.",
      text,
    ),
    LEDGER_SIGNING_KEY: secret(
      "Signs the log's checkpoints, `PRIVATE+KEY+<origin>+<id>+<base64>`. Several while keys change: the newest first, all sign. `derived` stands for the key that follows from MASTER_KEY, which is the one that signs when nothing is set.",
      text,
      { placedByOwner: true },
    ),
    LEDGER_SIGNING_KEY_FILE: setting("A file with the same in it. Read at the start.", text),
    LEDGER_SIGNING_KEY_VAULT: setting("A field of a secret in Vault with the same in it. Read at the start.", text),
    LEDGER_RETIRED_KEYS: setting("Verifier keys of keys that no longer sign: what they signed stays right.", text),
    LEDGER_WITNESSES: setting("Who cosigns the log's checkpoints: a verifier key and a URL each, with commas or line ends between.", text),
    LEDGER_WITNESS_QUORUM: setting(
      "How many cosignatures a receipt should have; more than half of the witnesses when absent.",
      positive.optional(),
    ),
  },
  {
    uses: {
      ...pick(sharedSettings, "NODE_ENV"),
      ...pick(kernelSettings, "VAULT_ADDR", "VAULT_TOKEN", "VAULT_TOKEN_FILE", "VAULT_NAMESPACE"),
    },
    problems(settings) {
      const set = keySettings.filter((name) => settings[name]);
      return [
        ...(set.length > 1 ? [`${set.join(", ")}: set only one of them`] : []),
        ...vaultProblems(settings, "LEDGER_SIGNING_KEY_VAULT", settings.LEDGER_SIGNING_KEY_VAULT),
      ];
    },
  },
);

export type ImpactSettings = SettingsOf<typeof impactSettings>;
