import type { Socket } from "node:net";
import { commonError, type Kernel, newId } from "@oneheart/kernel";
import { defaultLanguage } from "@oneheart/messages";
import { type FastifyBaseLogger, type FastifyInstance, type FastifyServerOptions, fastify, LogController } from "fastify";
import { installAccessLog } from "./access-log.ts";
import { installJson } from "./json.ts";
import { LazyLog } from "./lazy-log.ts";
import { installLifecycle } from "./lifecycle.ts";
import { answerError, problemOf, problemType, sendProblem, toOperationError } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";
import { httpSettings } from "./settings.ts";
import { parseProxies } from "./trusted-proxies.ts";

export interface ServerOptions {
  /** Terminates TLS here, 1.3 only; without it something in front does. */
  tls?: { key: string | Buffer; cert: string | Buffer };
  bodyLimit?: number;
}

// An upload of 200 MB over a slow phone connection; every other request has REQUEST_TIMEOUT_MS.
const wholeRequest_ms = 30 * 60_000;
const idleBeyondRequest_ms = 30_000;
const urlParameterMax = 600;

/** The HTTP server that the public gateway and the internal endpoint share: request ids, JSON, limits, problems, log and metrics. */
export function createServer(kernel: Kernel, options: ServerOptions = {}): FastifyInstance {
  const settings = kernel.settings.of(httpSettings);
  const proxies = parseProxies(settings.TRUSTED_PROXIES);
  const app = fastify({
    ...({ https: options.tls === undefined ? null : { ...options.tls, minVersion: "TLSv1.3" } } as object),
    loggerInstance: kernel.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    childLoggerFactory: (logger, bindings) => new LazyLog(logger, bindings),
    requestIdHeader: false,
    genReqId: (raw) => requestIdOf(raw, proxies),
    trustProxy: settings.TRUSTED_PROXIES === "" ? false : (address) => proxies.trusts(address),
    bodyLimit: options.bodyLimit ?? settings.BODY_MAX_BYTES,
    requestTimeout: wholeRequest_ms,
    connectionTimeout: settings.REQUEST_TIMEOUT_MS + idleBeyondRequest_ms,
    return503OnClosing: false,
    routerOptions: { maxParamLength: urlParameterMax },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => void sendProblem(toOperationError(error), request, reply as never),
  } satisfies FastifyServerOptions) as unknown as FastifyInstance;
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  app.setErrorHandler(answerError);
  installAccessLog(app, kernel);
  installLifecycle(app, kernel);
  installJson(app);
  return app;
}

/** Bytes that are not HTTP, headers that are too long or never end: the parser gave up before there was a request. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) return void socket.destroy();
  const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const body = JSON.stringify(problemOf(commonError(late ? "request_timeout" : "invalid_input"), newId(), defaultLanguage));
  const status = late ? "408 Request Timeout" : "400 Bad Request";
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: ${problemType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
