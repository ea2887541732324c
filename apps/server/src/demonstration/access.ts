import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GatewayOptions } from "@oneheart/gateway";
import { runsEverything, type ServerSettings } from "../settings/server.ts";
import { people } from "./programme.ts";

const ownMachine = new Set(["127.0.0.1", "::1", "localhost"]);

/** Where the accounts' common password is kept, made for this installation. */
export function passwordFile({ DATA_DIR }: ServerSettings): string {
  return join(DATA_DIR, "demonstration-password");
}

/** Never by itself where it could be mistaken for real data. */
export function isWanted(settings: ServerSettings): boolean {
  if (!runsEverything(settings)) return false;
  return (settings.DEMO ?? (settings.NODE_ENV === "production" ? "off" : "on")) === "on";
}

/**
 * As whom a visitor may log in with a click. Only at this machine, or where `DEMO=on` says that it is meant: whoever can open the
 * sign-in page is an administrator of the demonstration then.
 */
export function demonstrationAccess(settings: ServerSettings): GatewayOptions["demonstration"] {
  const isMeant = settings.DEMO === "on";
  if (!isWanted(settings) || !(isMeant || ownMachine.has(settings.HOST))) return undefined;
  const readPassword = () =>
    readFile(passwordFile(settings), "utf8").then(
      (text) => text.trim(),
      () => undefined,
    );
  return {
    for: isMeant ? "everybody" : "this machine",
    accounts: async () => ((await readPassword()) === undefined ? [] : people.map(({ username, role }) => ({ username, role }))),
    passwordOf: async (username) => (people.some((person) => person.username === username) ? readPassword() : undefined),
  };
}
