import type { Contract } from "@oneheart/contracts";
import type { Kernel, OpenDatabase } from "@oneheart/kernel";
import type { FastifyInstance } from "fastify";
import { installAccountPage } from "./account/install.ts";
import { createAuthenticator } from "./authenticate.ts";
import { watchClientAddresses } from "./client-addresses.ts";
import { installDid } from "./did.ts";
import { installDocs } from "./docs.ts";
import { installHeaders } from "./headers.ts";
import { installHealth } from "./health.ts";
import { type DemonstrationAccount, installHome } from "./home.ts";
import { installInternal } from "./internal.ts";
import { installNotFound } from "./not-found.ts";
import { checkReachable, type Gateway } from "./perform.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { installRoutes } from "./routes.ts";
import { createServer, type ServerOptions } from "./server.ts";
import { createSessions } from "./sessions.ts";
import { createSigningKeys } from "./signing-keys.ts";
import { createStreams } from "./streams.ts";
import { installVerify } from "./verify/install.ts";

export interface GatewayOptions extends Pick<ServerOptions, "tls"> {
  kernel: Kernel;
  contracts: readonly Contract[];
  /** Its pool is measured in `/metrics`. */
  database?: OpenDatabase;
  /** Accounts that the first page tells of. */
  demonstration?: readonly DemonstrationAccount[];
}

/** The public HTTP server, not yet listening. Throws `StartError` when an operation could not be reached or a setting cannot be used. */
export async function createGateway({ kernel, contracts, database, tls, demonstration = [] }: GatewayOptions): Promise<FastifyInstance> {
  checkReachable(
    kernel,
    contracts.flatMap((contract) => Object.values(contract.operations)),
  );
  const app = createServer(kernel, { tls });
  installNotFound(app);
  await installHeaders(app, kernel, tls !== undefined);

  const keys = createSigningKeys(kernel);
  const sessions = await createSessions(kernel);
  app.addHook("onClose", () => sessions.close());
  const gateway: Gateway = {
    kernel,
    authenticator: createAuthenticator(kernel, keys, sessions),
    clients: watchClientAddresses(kernel),
    limit: createRateLimiter(kernel),
    streams: createStreams(app, kernel, sessions),
  };
  await installRoutes(app, gateway, contracts);
  if (kernel.tokens !== undefined) await installInternal(app, kernel);
  installHealth(app, kernel, { database, clients: gateway.clients });
  installDid(app, kernel, keys);
  await installDocs(app, kernel, contracts);
  installVerify(app);
  installHome(app, demonstration);
  installAccountPage(app);
  await app.ready();
  return app;
}
