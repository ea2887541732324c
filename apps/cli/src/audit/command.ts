import { allServices } from "@oneheart/server";
import { parseArguments } from "../arguments.ts";
import { openInstallation } from "../installation.ts";
import { readInstallationSettings } from "../installation-settings.ts";
import { parseKeys } from "../keys.ts";
import { configuredKeys } from "../log-keys.ts";
import { grouped, processTerminal, type Terminal } from "../terminal.ts";
import { type AuditResult, runAudit } from "./run.ts";

/** `oneheart audit`: checks every number of the installation's ledger. Answers 1 on any finding. */
export async function auditCommand(args: string[], terminal: Terminal = processTerminal()): Promise<number> {
  const { values } = parseArguments({
    args,
    options: { "database-url": { type: "string" }, key: { type: "string", multiple: true, default: [] } },
  });
  const settings = await readInstallationSettings();
  const verifierKeys = [...parseKeys(values.key, "--key"), ...(await configuredKeys(settings))];
  if (verifierKeys.length === 0)
    terminal.warn("NOTE: signatures are not checked: neither --key nor this installation's secrets tell the log's key.");
  const installation = await openInstallation(settings, values["database-url"], "oneheart audit");
  try {
    const result = await runAudit(installation.db, {
      verifierKeys,
      services: allServices,
      now: new Date(),
      onFinding: (check, { code, ref, message }) => terminal.out(`${check}: ${ref}: ${code}: ${message}`),
      onStep: (check, checked, of) => terminal.progress(`${check}: ${grouped(checked)} of ${grouped(of)}`),
    });
    return report(result, terminal);
  } finally {
    await installation.close();
  }
}

/** The closing lines; a check that did not get to its end is no better than a finding. */
function report({ checks, findings }: AuditResult, terminal: Terminal): number {
  let [checked, of] = [0, 0];
  for (const [name, total] of checks) {
    checked += total.checked;
    of += total.of;
    terminal.out(`  ${name.padEnd(22)} ${grouped(total.checked)} of ${grouped(total.of)}`);
  }
  const found = findings === 0 ? "no findings" : `${grouped(findings)} ${findings === 1 ? "finding" : "findings"}`;
  terminal.out(`checked ${grouped(checked)} of ${grouped(of)}: ${found}`);
  return findings === 0 && checked === of ? 0 : 1;
}
