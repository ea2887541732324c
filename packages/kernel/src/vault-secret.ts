import { readFile } from "node:fs/promises";
import { StartError } from "./errors.ts";
import { isHeaderValue, parseVaultReference, type VaultSettings, vaultProblems } from "./vault-settings.ts";

const TIMEOUT_MS = 5_000;
const ANSWER_BYTES_MAX = 1024 * 1024;

const refusals = new Map([
  [403, "answered 403: the token has ended, its policy does not let it read this path, or VAULT_NAMESPACE is another one"],
  [404, "answered 404: there is no such secret, or it was deleted (the path of KV version 2 is <mount>/data/<path>)"],
  [503, "answered 503: it is sealed or under maintenance; unseal it and start again"],
]);

/**
 * Reads the field that a setting names from HashiCorp Vault's KV store: version 2, or version 1 when the path has no `data/` in it.
 * Throws `StartError` with one line that tells address and path, never the token or anything that was read.
 * https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-version
 */
export async function readVaultSecret(
  settings: VaultSettings,
  setting: string,
  { timeout_ms = TIMEOUT_MS }: { timeout_ms?: number } = {},
): Promise<string> {
  const named = (settings as VaultSettings & Record<string, unknown>)[setting];
  const where = typeof named === "string" ? named : undefined;
  const [problem] = vaultProblems(settings, setting, where);
  if (problem !== undefined) throw new StartError(`${problem}.`);
  const reference = parseVaultReference(where ?? "");
  if (reference === undefined) throw new StartError(`${setting}: is not set.`);
  const { path, field } = reference;
  const address = settings.VAULT_ADDR!.replace(/\/+$/, "");
  // A cause is left out: that of a broken answer has the answer in it.
  const refuse = (why: string) => new StartError(`${setting}: ${path} cannot be read from Vault at ${address}: it ${why}.`);

  const url = `${address}/v1/${path.split("/").map(encodeURIComponent).join("/")}`;
  const headers = await headersOf(settings);
  const { status, text } = await get(url, headers, timeout_ms).catch((error: Error) => {
    throw refuse(failureOf(error, timeout_ms));
  });
  if (status !== 200) throw refuse(refusalOf(status));
  const fields = fieldsOf(text);
  if (fields === undefined) throw refuse("answered something else than a secret; check that VAULT_ADDR is Vault's own address");
  const value = fields[field];
  if (typeof value !== "string" || value.trim() === "") throw refuse(`has no text in the field "${field}" of this secret`);
  return value;
}

async function headersOf(settings: VaultSettings): Promise<Record<string, string>> {
  const token = settings.VAULT_TOKEN ?? (await readTokenFile(settings.VAULT_TOKEN_FILE!));
  const namespace = settings.VAULT_NAMESPACE;
  // Vault's agent may be set to answer only those who send x-vault-request, which a page in a browser cannot.
  return { "x-vault-token": token, "x-vault-request": "true", ...(namespace === undefined ? {} : { "x-vault-namespace": namespace }) };
}

async function readTokenFile(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new StartError(`VAULT_TOKEN_FILE: ${error.message}.`);
  });
  if (!isHeaderValue(text.trim())) throw new StartError(`VAULT_TOKEN_FILE: what is in ${path} is not one token.`);
  return text.trim();
}

async function get(url: string, headers: Record<string, string>, timeout_ms: number): Promise<{ status: number; text: string }> {
  // A redirect would carry the token to whoever it names.
  const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(timeout_ms) });
  if (response.status === 200) return { status: 200, text: await readText(response) };
  await response.body?.cancel();
  return { status: response.status, text: "" };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > ANSWER_BYTES_MAX) throw new Error(`answered more than ${ANSWER_BYTES_MAX} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refusalOf(status: number): string {
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect) return `answered ${status}, and redirects are not followed; name the active node itself in VAULT_ADDR`;
  return refusals.get(status) ?? `answered ${status}; Vault's log says why`;
}

function failureOf({ name, message, cause }: Error, timeout_ms: number): string {
  if (name === "TimeoutError") return `did not answer within ${timeout_ms / 1000} s; check VAULT_ADDR, and that this machine can reach it`;
  if (!(cause instanceof Error)) return message;
  const why = (cause as NodeJS.ErrnoException).code ?? cause.message;
  if (/CERT|SIGNATURE/.test(why))
    return `has a certificate that is not trusted (${why}); NODE_EXTRA_CA_CERTS names a file with an authority of your own`;
  return `gave no answer (${why}); check VAULT_ADDR, and that Vault runs`;
}

/** The secret's fields. Version 2 answers them beside their metadata, version 1 bare. */
function fieldsOf(text: string): Record<string, unknown> | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const data = isObject(answer) ? answer.data : undefined;
  if (!isObject(data)) return undefined;
  if (!isObject(data.metadata)) return data;
  return isObject(data.data) ? data.data : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
