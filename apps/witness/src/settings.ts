import { readFileSync } from "node:fs";
import { COSIGNATURE_V1, ED25519, parseSignerKey, parseVerifierKey, type Signer, TlogError, type Verifier } from "@oneheart/tlog";
import { type KnownLogs, type Settings, StartError } from "@oneheart/witness";
import { z } from "zod";

const text = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const environmentSchema = z.object({
  /** Its name, if it is to be checked against the key's. */
  WITNESS_NAME: text,
  /** Secret: `PRIVATE+KEY+<name>+<id>+<base64>`, as `--new-key` makes it. */
  WITNESS_KEY: text,
  /** A file that holds it. */
  WITNESS_KEY_FILE: text,
  /**
   * Verifier keys of the logs, with spaces, commas or newlines between; several of one name are one log's. The key's name is the
   * log's origin; where it is another, `<origin>=<verifier key>`.
   */
  WITNESS_LOGS: z.string().default(""),
  /** The file that must not be lost. */
  WITNESS_STATE: z.string().default("./witness-state.json"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number("must be a port").int().min(0).max(65_535).default(8080),
});
type Environment = z.output<typeof environmentSchema>;

/** Reads the settings and refuses the start with every problem at once. The key is never repeated. */
export function loadSettings(environment: Record<string, string | undefined>, now: () => number): Settings {
  const parsed = environmentSchema.safeParse(environment);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  // What is right is looked at all the same, so that nothing comes to light only at the next start.
  const values = parsed.success ? parsed.data : environmentSchema.parse({ ...environment, PORT: undefined });
  const signer = attempt(problems, () => readSigner(values, now));
  const logs = attempt(problems, () => readLogs(values.WITNESS_LOGS));
  if (signer === undefined || logs === undefined || problems.length > 0)
    throw new StartError(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  return { signer, logs, state: values.WITNESS_STATE, host: values.HOST, port: values.PORT };
}

function attempt<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

function readSigner({ WITNESS_NAME: name, WITNESS_KEY: key, WITNESS_KEY_FILE: file }: Environment, now: () => number): Signer {
  if ((key === undefined) === (file === undefined))
    throw new StartError("WITNESS_KEY or WITNESS_KEY_FILE: set one of them; --new-key makes a key");
  const [setting, value] = key === undefined ? ["WITNESS_KEY_FILE", readKeyFile(file!)] : ["WITNESS_KEY", key];
  const signer = orRefuse(setting, () => parseSignerKey(value, now));
  if (signer.type !== COSIGNATURE_V1) throw new StartError(`${setting}: is a log's key, not a witness's (type 4)`);
  if (name !== undefined && name !== signer.name) throw new StartError(`WITNESS_NAME: is ${name}, but the key is ${signer.name}'s`);
  return signer;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new StartError(`WITNESS_KEY_FILE: ${(error as Error).message}`);
  }
}

function readLogs(list: string): KnownLogs {
  const keys = list.split(/[\s,]+/).filter((key) => key !== "");
  if (keys.length === 0) throw new StartError("WITNESS_LOGS: name the verifier key of one log at least");
  const logs = keys.map((key) => orRefuse("WITNESS_LOGS", () => readLog(key)));
  const cosigner = logs.find(({ verifier }) => verifier.type !== ED25519)?.verifier;
  if (cosigner) throw new StartError(`WITNESS_LOGS: ${cosigner.name} is a witness, not a log`);
  const unique = new Map(logs.map((log) => [`${log.origin} ${log.verifier.name}+${log.verifier.keyId}`, log]));
  const byOrigin = Map.groupBy(unique.values(), ({ origin }) => origin);
  return new Map([...byOrigin].map(([origin, of]) => [origin, of.map(({ verifier }) => verifier)]));
}

/** A key's name may hold "=" itself: what is a verifier key as it stands, with the right key id, is one. */
function readLog(text: string): { origin: string; verifier: Verifier } {
  const at = text.indexOf("=");
  try {
    const verifier = parseVerifierKey(text);
    return { origin: verifier.name, verifier };
  } catch (error) {
    if (at <= 0 || at > text.indexOf("+")) throw error;
    return { origin: text.slice(0, at), verifier: parseVerifierKey(text.slice(at + 1)) };
  }
}

function orRefuse<T>(setting: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TlogError) throw new StartError(`${setting}: ${error.message}`);
    throw error;
  }
}
