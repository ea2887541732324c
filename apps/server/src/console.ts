import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { createKernel, createLogger, type Settings } from "@oneheart/kernel";
import { makePassword } from "./data-dir.ts";
import { openBeside } from "./open.ts";
import { allServices } from "./services.ts";
import { serverSettings } from "./settings/server.ts";

/**
 * Gives an administrator a new password, whether a server runs or not. Throws `StartError` where there is no database, and
 * `account_not_found` where there is no such administrator.
 */
export async function renewAdminPassword(settings: Settings, username?: string): Promise<{ username: string; password: string }> {
  const log = createLogger({ level: "warn" });
  const foundation = await openBeside(settings.of(serverSettings), log);
  try {
    const running = allServices.filter(({ name }) => name === identityContract.service);
    const kernel = createKernel({ running, known: allServices, ...foundation, settings, log });
    const password = makePassword();
    const renewed = await kernel.context("console").call(identityInternal.operations.renewAdminPassword, { username, password });
    return { ...renewed, password };
  } finally {
    await foundation.close();
  }
}
