import type { Contract } from "@oneheart/contracts";
import { createServer, installHealth, installNotFound, type ServerOptions } from "@oneheart/http";
import type { Kernel, OpenDatabase } from "@oneheart/kernel";
import { answerOtherProcesses, type OtherProcesses } from "@oneheart/process-calls";
import type { FastifyInstance } from "fastify";
import { installAccountPage } from "./account/install.ts";
import { createAuthenticator } from "./authenticate.ts";
import { watchClientAddresses } from "./client-addresses.ts";
import { installDid } from "./did.ts";
import { installDocs } from "./docs.ts";
import { installHeaders } from "./headers.ts";
import { type DemonstrationAccount, installHome } from "./home.ts";
import { checkReachable, type Gateway } from "./perform.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { installRoutes } from "./routes.ts";
import { createSessions } from "./sessions.ts";
import { createSigningKeys } from "./signing-keys.ts";
import { createStreams } from "./streams.ts";
import { installVerify } from "./verify/install.ts";

export interface GatewayOptions extends Pick<ServerOptions, "tls"> {
  kernel: Kernel;
  /** The processes of services that are not in this one, which may ask this one, too. */
  others?: OtherProcesses;
  contracts: readonly Contract[];
  /** Its pool is measured in `/metrics`. */
  database?: OpenDatabase;
  /** Accounts that the first page tells of. */
  demonstration?: readonly DemonstrationAccount[];
}

/** The public HTTP server, not yet listening. Throws `StartError` when an operation could not be reached or a setting cannot be used. */
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { kernel, others, contracts, database, tls, demonstration = [] } = options;
  checkReachable(
    kernel,
    others,
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
    others,
    authenticator: createAuthenticator(kernel, keys, sessions),
    clients: watchClientAddresses(kernel),
    limit: createRateLimiter(kernel),
    streams: createStreams(app, kernel, sessions),
  };
  await installRoutes(app, gateway, contracts);
  if (others !== undefined) await answerOtherProcesses(app, kernel, others.tokens);
  installHealth(app, kernel, { database, warning: gateway.clients.warning });
  installDid(app, kernel, keys);
  await installDocs(app, kernel, contracts);
  installVerify(app);
  installHome(app, demonstration);
  installAccountPage(app);
  await app.ready();
  return app;
}
