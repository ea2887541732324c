import { access } from "node:fs/promises";
import { join } from "node:path";
import type { BaseContext } from "@oneheart/kernel";
import { type OpenedModels, openModels } from "@oneheart/models";
import { verificationSettings } from "../settings.ts";

/** An operator's models. Read when they are first asked for; what could not be read is tried again for the next photograph. */
export interface InstalledModels {
  all(): Promise<OpenedModels>;
}

export function installedModels({ settings, log }: Pick<BaseContext, "settings" | "log">): InstalledModels {
  const { MODELS_DIR, DATA_DIR } = settings(verificationSettings);
  const folder = MODELS_DIR ?? join(DATA_DIR, "models");
  let opened: Promise<OpenedModels> | undefined;
  return {
    all() {
      opened ??= open(folder, log).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
  };
}

async function open(folder: string, log: BaseContext["log"]): Promise<OpenedModels> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  const found = await openModels(isThere ? folder : undefined);
  for (const { id, error } of found.problems) log.error({ err: error, model: id }, "a model is not used");
  return found;
}
