import { identityContract } from "@oneheart/contracts";
import type { Kernel } from "@oneheart/kernel";
import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet } from "jose";

const staleAfter_ms = 5 * 60_000;
const betweenFetches_ms = 5_000;

/** The platform's public keys, asked of the identity service and kept. */
export interface SigningKeys {
  /** The set that holds the token's key; asks again when the `kid` is unknown, at most once every five seconds. */
  forToken(token: string): Promise<ReturnType<typeof createLocalJWKSet>>;
  all(): Promise<JSONWebKeySet>;
}

interface Fetched {
  jwks: JSONWebKeySet;
  find: ReturnType<typeof createLocalJWKSet>;
  kids: Set<unknown>;
  at_ms: number;
}

export function createSigningKeys(kernel: Kernel): SigningKeys {
  const gateway = kernel.context("gateway");
  const now_ms = () => gateway.clock.now().getTime();
  let kept: Fetched | undefined;
  let fetching: Promise<Fetched> | undefined;

  async function fetchKeys(): Promise<Fetched> {
    const jwks = (await gateway.call(identityContract.operations.publicKeys, {})) as unknown as JSONWebKeySet;
    kept = { jwks, find: createLocalJWKSet(jwks), kids: new Set(jwks.keys.map((key) => key.kid)), at_ms: now_ms() };
    return kept;
  }

  function refresh(): Promise<Fetched> {
    fetching ??= fetchKeys().finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  async function current(): Promise<Fetched> {
    if (kept === undefined) return refresh();
    if (now_ms() - kept.at_ms < staleAfter_ms) return kept;
    const older = kept;
    return refresh().catch((error: unknown) => {
      gateway.log.warn({ err: error }, "the signing keys could not be asked again; the ones known stay in use");
      return older;
    });
  }

  return {
    async forToken(token) {
      const { kid } = decodeProtectedHeader(token);
      if (kid === undefined) throw new errors.JWSInvalid("a token names its key");
      const keys = await current();
      if (keys.kids.has(kid) || now_ms() - keys.at_ms < betweenFetches_ms) return keys.find;
      return (await refresh()).find;
    },
    all: async () => (await current()).jwks,
  };
}
