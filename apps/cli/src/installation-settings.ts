import { defineSettings, kernelSettings, pick, type SettingsOf, sharedSettings } from "@oneheart/kernel";
import { backingSettings, impactSettings, readServerSettings, serverSettings } from "@oneheart/server";

/** What the commands need to know of the installation that they look at. */
export const installationSettings = defineSettings(
  "command line",
  {},
  {
    uses: {
      ...pick(sharedSettings, "NODE_ENV", "DATA_DIR"),
      ...pick(serverSettings, "DATABASE_URL", "DATABASE_MIGRATION_URL", "MASTER_KEY"),
      ...pick(backingSettings, "OBJECTS_URL", "MONGODB_URL"),
      ...pick(kernelSettings, "VAULT_ADDR", "VAULT_TOKEN", "VAULT_TOKEN_FILE", "VAULT_NAMESPACE"),
      ...impactSettings.own,
    },
  },
);

export type InstallationSettings = SettingsOf<typeof installationSettings>;

/** Reads the settings as a server would have them here. Throws `StartError`. */
export async function readInstallationSettings(): Promise<InstallationSettings> {
  return (await readServerSettings(process.env)).of(installationSettings);
}
