import { gatewaySettings } from "@oneheart/gateway";
import { httpSettings } from "@oneheart/http";
import { type AnySettings, kernelSettings, loadSettings, readSettings, type Settings, sharedSettings } from "@oneheart/kernel";
import { processSettings } from "@oneheart/process-calls";
import { allServices } from "../services.ts";
import { backingSettings } from "./backing.ts";
import { serverSettings } from "./server.ts";

/** All settings of the program, in the order of `docs/settings.md`. */
export const declaredSettings: readonly AnySettings[] = [
  serverSettings,
  sharedSettings,
  kernelSettings,
  processSettings,
  backingSettings,
  httpSettings,
  gatewaySettings,
  ...allServices.flatMap(({ settings }) => settings ?? []),
];

type Environment = Record<string, string | undefined>;

/** Reads the settings of this program from where the environment has or names them. Throws `StartError`. */
export function readServerSettings(environment: Environment): Promise<Settings> {
  return readSettings(environment, declaredSettings);
}

/** The same from the environment alone: secrets that are elsewhere are absent. */
export function loadServerSettings(environment: Environment): Settings {
  return loadSettings(environment, declaredSettings);
}
