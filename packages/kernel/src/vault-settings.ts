/** Where HashiCorp Vault is and who asks it. It has nothing to do with this package's `Vault`, which seals personal data. */
export interface VaultSettings {
  NODE_ENV: string;
  VAULT_ADDR?: string | undefined;
  VAULT_TOKEN?: string | undefined;
  VAULT_TOKEN_FILE?: string | undefined;
  VAULT_NAMESPACE?: string | undefined;
}

/** One field of one secret. */
export interface VaultReference {
  path: string;
  field: string;
}

/** Reads `<mount>/data/<path>#<field>`; undefined when it is not of that form. */
export function parseVaultReference(text: string): VaultReference | undefined {
  const { path, field } = /^(?<path>[^\s#]+)#(?<field>[^\s#]+)$/.exec(text)?.groups ?? {};
  if (path === undefined || field === undefined) return undefined;
  const segments = path.split("/");
  const isPath = segments.length > 1 && segments.every((segment) => !["", ".", ".."].includes(segment));
  return isPath ? { path, field } : undefined;
}

/** True for what can be sent in a header. The refusal of fetch would repeat the value, so it is never left to fetch. */
export function isHeaderValue(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/**
 * What keeps Vault from being asked for what `setting` names; nothing when that names nothing: Vault's variables may stand there for
 * other programs.
 */
export function vaultProblems(settings: VaultSettings, setting: string, reference: string | undefined): string[] {
  if (reference === undefined) return [];
  const problems = [referenceProblem(setting, reference), addressProblem(settings, setting), tokenProblem(settings, setting)];
  return [...problems, namespaceProblem(settings)].filter((problem) => problem !== undefined);
}

function referenceProblem(setting: string, reference: string): string | undefined {
  if (parseVaultReference(reference)) return undefined;
  return `${setting}: is written <mount>/data/<path>#<field>, such as secret/data/oneheart/ledger#signing_key`;
}

function addressProblem({ VAULT_ADDR: address, NODE_ENV }: VaultSettings, setting: string): string | undefined {
  if (address === undefined) return `VAULT_ADDR: needed with ${setting}: https://<host>:8200, where Vault is`;
  const url = URL.parse(address);
  const isPlain = url !== null && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain || !["https:", "http:"].includes(url.protocol)) return "VAULT_ADDR: must be an https:// address with no login, ? or # in it";
  if (NODE_ENV !== "production" || url.protocol === "https:" || isLoopback(url)) return undefined;
  return "VAULT_ADDR: must begin with https:// when NODE_ENV is production, unless it is on this machine: token and key could be read on the way";
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function tokenProblem({ VAULT_TOKEN: token, VAULT_TOKEN_FILE: file }: VaultSettings, setting: string): string | undefined {
  if (token !== undefined && file !== undefined) return "VAULT_TOKEN, VAULT_TOKEN_FILE: set only one of them";
  if (token === undefined && file === undefined)
    return `VAULT_TOKEN: needed with ${setting}, or VAULT_TOKEN_FILE, which Vault's agent or Kubernetes writes`;
  return token === undefined || isHeaderValue(token) ? undefined : "VAULT_TOKEN: has a character that no token has";
}

function namespaceProblem({ VAULT_NAMESPACE: namespace }: VaultSettings): string | undefined {
  return namespace === undefined || isHeaderValue(namespace) ? undefined : "VAULT_NAMESPACE: has a character that no namespace has";
}
