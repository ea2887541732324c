import type { DemonstrationAccounts } from "./demonstration/load.ts";
import type { ServerSettings } from "./settings/server.ts";
import type { RunningServer } from "./start.ts";

/** What the person at the terminal needs to know, once the server is ready. */
export function banner(
  server: RunningServer,
  settings: ServerSettings,
  accounts: DemonstrationAccounts | undefined,
  took_ms: number,
): string {
  const lines = [
    "",
    `OneHeart is ready at ${server.url} (${(took_ms / 1000).toFixed(1)} s, data in ${settings.DATABASE_URL ? "DATABASE_URL" : settings.DATA_DIR})`,
    `API documentation:    ${server.url}/docs`,
  ];
  if (server.adminPassword !== undefined) lines.push("", `Administrator: admin / ${server.adminPassword}   (as above: keep it)`);
  if (accounts !== undefined) {
    lines.push("", `Demonstration accounts, password ${accounts.password}`);
    lines.push(...accounts.people.map(({ username, role }) => `  ${username.padEnd(12)} ${role}`));
  }
  return [...lines, ""].join("\n");
}
