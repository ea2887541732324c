import { StartError } from "@oneheart/kernel";
import type { Witness, WitnessQuorum } from "@oneheart/ledger";
import { COSIGNATURE_V1, parseVerifierKey, TlogError, type Verifier } from "@oneheart/tlog";
import type { ImpactSettings } from "../../settings.ts";

/** Who cosigns the log, and whose cosignatures a receipt asks for. */
export interface Witnessing extends WitnessQuorum {
  readonly asked: readonly Witness[];
}

/** The witnesses of the settings, undefined when there are none. Throws `StartError` with every problem at once. */
export function witnessingOf(settings: ImpactSettings): Witnessing | undefined {
  return settings.LEDGER_WITNESSES === undefined ? undefined : parse(settings, settings.LEDGER_WITNESSES);
}

function parse({ LEDGER_WITNESS_QUORUM }: ImpactSettings, list: string): Witnessing {
  const problems: string[] = [];
  const lines = list.split(/[,\n]/).map((line) => line.trim());
  const asked = lines.filter((line) => line !== "").flatMap((line) => parseLine(line, problems));
  const witnesses = asked.map(({ verifier }) => verifier);
  const names = new Set(witnesses.map(({ name }) => name));
  if (new Set(witnesses.map(({ name, keyId }) => `${name}+${keyId}`)).size < witnesses.length)
    problems.push("LEDGER_WITNESSES: has the same key twice.");
  const quorum = LEDGER_WITNESS_QUORUM ?? Math.floor(names.size / 2) + 1;
  if (problems.length === 0 && quorum > names.size)
    problems.push(`LEDGER_WITNESS_QUORUM: is ${quorum}, but there are ${names.size} witnesses.`);
  if (problems.length > 0) throw new StartError(problems.join("\n"));
  return { asked, witnesses, quorum };
}

function parseLine(line: string, problems: string[]): Witness[] {
  const [key = "", url = "", ...more] = line.split(/\s+/);
  const verifier = parseKey(key, problems);
  const isUrl = more.length === 0 && /^https?:/.test(url) && URL.canParse(url);
  if (!isUrl) problems.push(`LEDGER_WITNESSES: ${JSON.stringify(line)} is not a verifier key and a URL.`);
  return verifier !== undefined && isUrl ? [{ verifier, url }] : [];
}

function parseKey(key: string, problems: string[]): Verifier | undefined {
  try {
    const verifier = parseVerifierKey(key);
    if (verifier.type === COSIGNATURE_V1) return verifier;
    problems.push(`LEDGER_WITNESSES: ${verifier.name} has a log's key, not a witness's (type 4).`);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    problems.push(`LEDGER_WITNESSES: ${error.message}.`);
  }
  return undefined;
}
