import type { Kernel } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { gatewaySettings } from "./settings.ts";
import type { SigningKeys } from "./signing-keys.ts";

/** The platform's own DID document (did:web, https://w3c-ccg.github.io/did-method-web/) with the keys of its JWKS. */
export function installDid(app: FastifyInstance, kernel: Kernel, keys: SigningKeys): void {
  const did = didOf(publicUrl(kernel));
  app.get("/.well-known/did.json", async (_request, reply) => {
    const { keys: published } = await keys.all();
    const methods = published.map((key) => ({ id: `${did}#${key.kid}`, type: "JsonWebKey", controller: did, publicKeyJwk: key }));
    const document = {
      "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
      id: did,
      verificationMethod: methods,
      assertionMethod: methods.map((method) => method.id),
    };
    return reply.type("application/did+json").send(JSON.stringify(document));
  });
}

/** Where clients reach this installation. */
export function publicUrl({ settings }: Kernel): URL {
  const { HOST, PORT, PUBLIC_URL } = settings.of(gatewaySettings);
  return new URL(PUBLIC_URL ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`);
}

/** A port is percent-encoded, so that its colon does not separate. */
function didOf(url: URL): string {
  return `did:web:${encodeURIComponent(url.host)}`;
}
