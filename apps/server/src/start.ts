import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { allContracts } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { createGateway } from "@oneheart/gateway";
import { createKernel, createLogger, type Kernel, type Logger, type Settings, StartError } from "@oneheart/kernel";
import { createInternalServer, otherProcesses } from "@oneheart/process-calls";
import type { FastifyInstance } from "fastify";
import { makePassword, prepareDataDir } from "./data-dir.ts";
import { demonstrationAccess } from "./demonstration/access.ts";
import { openFoundation } from "./open.ts";
import { allServices, selectServices } from "./services.ts";
import { type ServerSettings, serverSettings } from "./settings/server.ts";

/** Where `apps/portal` puts what it builds. */
const portalFolder = fileURLToPath(new URL("../../portal/dist/", import.meta.url));

/** A process that serves. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  url: string;
  kernel: Kernel;
  /** The password of `admin` when this start generated one. */
  adminPassword: string | undefined;
  /** Resolves when the embedded PostgreSQL is gone for good; what is left to do is to stop. */
  lost: Promise<Error>;
  /** Drains requests and jobs, then closes everything that it opened. */
  stop(): Promise<void>;
}

export interface StartOptions {
  log?: Logger;
  /** Hears the first administrator's password before the account is made: whatever fails after that, it is not lost. */
  onAdminPassword?: (password: string) => void;
}

/** Starts what `SERVICES` names. Throws `StartError` with one clear line when it cannot; nothing is left open then. */
export async function startServer(all: Settings, options: StartOptions = {}): Promise<RunningServer> {
  const settings = all.of(serverSettings);
  const log = options.log ?? createLogger({ level: settings.LOG_LEVEL });
  const selection = selectServices(settings.SERVICES);
  await prepareDataDir(settings.DATA_DIR);
  await refuseTakenPort(settings);
  const foundation = await openFoundation(settings, log);
  const { database, backing, vault } = foundation;
  let kernel: Kernel | undefined;
  let server: FastifyInstance | undefined;

  async function stop(): Promise<void> {
    await server?.close();
    await kernel?.stop();
    await foundation.close();
  }

  try {
    const others = otherProcesses(all);
    kernel = createKernel({
      running: selection.services,
      known: allServices,
      database,
      backing,
      vault,
      settings: all,
      log,
      elsewhere: others,
    });
    await kernel.startServices();
    const adminPassword = await ensureAdmin(kernel, settings, options.onAdminPassword ?? (() => {}));
    const http = selection.gateway
      ? await createGateway({
          kernel,
          others,
          contracts: allContracts,
          database,
          demonstration: demonstrationAccess(settings),
          portalFolder,
        })
      : await createInternalServer(kernel, others, database);
    server = http;
    await kernel.startJobs();
    const url = await listen(http, settings);
    return { url, kernel, adminPassword, lost: foundation.lost, stop: once(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

/**
 * Only the process that holds the identity service makes the administrator; the service sees to it that there is one. Answers the
 * password when this start made it up.
 */
async function ensureAdmin(kernel: Kernel, settings: ServerSettings, announce: (password: string) => void): Promise<string | undefined> {
  const { ensureAdmin: ensure, adminExists } = identityInternal.operations;
  if (!kernel.has(ensure)) return undefined;
  const server = kernel.context("server");
  const given = settings.ADMIN_PASSWORD;
  if (given === undefined && (await server.call(adminExists, {})).exists) return undefined;
  const password = given ?? makePassword();
  if (given === undefined) announce(password);
  const { created, password_works } = await server.call(ensure, { password });
  if (!password_works)
    server.log.warn(
      given === undefined
        ? "Another process made the administrator at the same moment: the password that it printed counts, not the one above."
        : 'ADMIN_PASSWORD has no effect: there is an administrator already. "oneheart admin-password" sets a new password.',
    );
  return created && given === undefined ? password : undefined;
}

async function listen(server: FastifyInstance, settings: ServerSettings): Promise<string> {
  await server.listen({ host: settings.HOST, port: settings.PORT }).catch((error: NodeJS.ErrnoException) => {
    throw portError(error, settings);
  });
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.PORT;
  const host = settings.HOST.includes(":") ? `[${settings.HOST}]` : settings.HOST;
  return `http://${host}:${port}`;
}

/** Fails before anything is started when the port is taken. */
async function refuseTakenPort(settings: ServerSettings): Promise<void> {
  if (settings.PORT === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => reject(portError(error, settings)));
    probe.listen(settings.PORT, settings.HOST, () => probe.close(() => resolve()));
  });
}

function portError(error: NodeJS.ErrnoException, settings: ServerSettings): Error {
  if (error.code === "EADDRINUSE") return new StartError(`Port ${settings.PORT} on ${settings.HOST} is taken. Set PORT to another one.`);
  if (error.code === "EACCES")
    return new StartError(`Port ${settings.PORT} on ${settings.HOST} may not be opened by this user. Set PORT to one above 1023.`);
  if (error.code === "EADDRNOTAVAIL") return new StartError(`HOST ${settings.HOST} is not an address of this machine.`);
  return error;
}
