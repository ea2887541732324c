import { createLogger } from "@oneheart/kernel";
import { migrateDatabase } from "@oneheart/server";
import { readInstallationSettings } from "./installation-settings.ts";

/** Applies the migrations that are not there yet; for deployments that migrate before they start. */
export async function migrateCommand(): Promise<number> {
  const settings = await readInstallationSettings();
  const applied = await migrateDatabase(settings, createLogger({ level: "warn" }));
  console.log(applied.length === 0 ? "The database is up to date." : `Applied:\n${applied.map((name) => `  ${name}`).join("\n")}`);
  return 0;
}
