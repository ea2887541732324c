import { type Contract, gatewayContract } from "@oneheart/contracts";
import { createServer, installHealth, installNotFound, type ServerOptions } from "@oneheart/http";
import type { Kernel, OpenDatabase } from "@oneheart/kernel";
import { answerOtherProcesses, type OtherProcesses } from "@oneheart/process-calls";
import type { FastifyInstance } from "fastify";
import { installAccountPage } from "./account/install.ts";
import { createAuthenticator } from "./authenticate.ts";
import type { Demonstration } from "./browser-session/demonstration.ts";
import { installBrowserSessions } from "./browser-session/install.ts";
import { watchClientAddresses } from "./client-addresses.ts";
import { installDid } from "./did.ts";
import { installDocs } from "./docs.ts";
import { installGraphql } from "./graphql/install.ts";
import { installHeaders } from "./headers.ts";
import { installHome } from "./home.ts";
import { installHomeScreen } from "./home-screen/install.ts";
import { checkReachable, type Gateway } from "./perform.ts";
import { readPortal } from "./portal/files.ts";
import { installPortal, portalPageAt } from "./portal/install.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { installRoutes } from "./routes.ts";
import { createSessions } from "./sessions.ts";
import { createSigningKeys } from "./signing-keys.ts";
import { createStreams } from "./streams.ts";

export interface GatewayOptions extends Pick<ServerOptions, "tls"> {
  kernel: Kernel;
  /** The processes of services that are not in this one, which may ask this one, too. */
  others?: OtherProcesses;
  contracts: readonly Contract[];
  /** Its pool is measured in `/metrics`. */
  database?: OpenDatabase;
  /** Accounts that the sign-in page offers by name. */
  demonstration?: Demonstration;
  /** The folder of the built portal; where there is none, `/` is a plain page. */
  portalFolder?: string;
}

/** The public HTTP server, not yet listening. Throws `StartError` when an operation could not be reached or a setting cannot be used. */
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { kernel, others, contracts, database, tls, demonstration, portalFolder } = options;
  checkReachable(
    kernel,
    others,
    contracts.flatMap((contract) => Object.values(contract.operations)),
  );
  const app = createServer(kernel, { tls });
  const portal = portalFolder === undefined ? undefined : readPortal(portalFolder);
  installNotFound(app, portal && portalPageAt(portal));
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
  installHomeScreen(app, gateway, contracts);
  installGraphql(app, gateway, contracts);
  await installDocs(app, kernel, [...contracts, gatewayContract]);
  installBrowserSessions(app, gateway, demonstration);
  if (portal === undefined) installHome(app);
  else installPortal(app, portal);
  installAccountPage(app);
  await app.ready();
  return app;
}
