import type { ServiceDefinition } from "../service.ts";
import type { AnySettings, SettingsOf } from "./declare.ts";
import type { Settings } from "./gather.ts";

/** Gives each service the settings that it declares; throws for any others, so that who reads what is seen from the declarations. */
export function settingsByService(settings: Settings, services: readonly ServiceDefinition[]) {
  const definitions = new Map<string, AnySettings>(services.flatMap(({ name, settings: own }) => (own === undefined ? [] : [[name, own]])));
  return <D extends AnySettings>(service: string, definition: D): SettingsOf<D> => {
    if (definitions.get(service) !== definition) throw new Error(`${service} may not read the settings of ${definition.owner}`);
    return settings.of(definition);
  };
}
