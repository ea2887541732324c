import { type CallInput, identityContract, type Operation, type Output } from "@oneheart/contracts";
import { Deadline } from "@oneheart/http";
import { anyone, commonError, isOperationError, isUser, type Principal } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { publicUrl } from "../did.ts";
import { type Gateway, perform } from "../perform.ts";
import { gatewaySettings } from "../settings.ts";
import { cookieName, cookieOf, setCookie } from "./cookies.ts";
import { type Demonstration, isByVisitorHere } from "./demonstration.ts";
import { isFromOwnPage } from "./own-page.ts";

const { login, register, refresh, logout } = identityContract.operations;
type Tokens = Output<typeof login>;

const headerMax = 500;
/** As long as a refresh token is good by default; one that has ended before is refused and taken away. */
const sessionLife_s = 7 * 86_400;
const deviceLife_s = 365 * 86_400;

const logInBody = z.strictObject({ identifier: login.input.shape.identifier, password: login.input.shape.password });
const { username, email, password } = register.input.shape;
const registerBody = z.strictObject({ username, email, password });
const demonstrationBody = z.strictObject({ username: z.string().max(254) });

/**
 * `/session/…`: sessions of pages in a browser. The refresh token stays in a cookie that no script reads; a page gets the access token
 * alone and keeps it in memory. The API itself never looks at cookies, so there is nothing that another site could make a browser do.
 */
export function installBrowserSessions(app: FastifyInstance, gateway: Gateway, demonstration: Demonstration | undefined): void {
  const own = publicUrl(gateway.kernel);

  app.addHook("onRequest", (request, _reply, done) => {
    const isOurs = request.routeOptions.url?.startsWith("/session/") === true && request.method === "POST";
    done(isOurs && !isFromOwnPage(request, own.origin) ? commonError("forbidden") : undefined);
  });
  const isSecure = (request: FastifyRequest) => request.protocol === "https" || own.protocol === "https:";

  function answerTokens({ refresh_token, device_token, ...rest }: Tokens, request: FastifyRequest, reply: FastifyReply) {
    const secure = isSecure(request);
    return reply
      .header("cache-control", "no-store")
      .header("set-cookie", [
        setCookie(cookieName("session", secure), refresh_token, { secure, life_s: sessionLife_s }),
        setCookie(cookieName("device", secure), device_token, { secure, life_s: deviceLife_s }),
      ])
      .send(rest);
  }

  function takeAway(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const secure = isSecure(request);
    return reply.header("set-cookie", setCookie(cookieName("session", secure), "", { secure, life_s: 0 }));
  }

  async function logIn(credentials: z.output<typeof logInBody>, request: FastifyRequest, reply: FastifyReply) {
    const device_token = cookieOf(request, cookieName("device", isSecure(request)));
    return answerTokens(await ask(gateway, login, { ...credentials, device_token }, request, reply), request, reply);
  }

  app.post("/session/log-in", async (request, reply) => logIn(bodyOf(logInBody, request), request, reply));

  app.post("/session/register", async (request, reply) => {
    const tokens = await ask(gateway, register, bodyOf(registerBody, request), request, reply);
    return answerTokens(tokens, request, reply.code(201));
  });

  app.post("/session/refresh", async (request, reply) => {
    const refresh_token = cookieOf(request, cookieName("session", isSecure(request)));
    if (refresh_token === undefined) throw commonError("unauthenticated");
    const tokens = await ask(gateway, refresh, { refresh_token }, request, reply).catch((error: unknown) => {
      if (isOperationError(error, "refresh_token_invalid", "refresh_token_reused", "invalid_input")) takeAway(request, reply);
      throw error;
    });
    return answerTokens(tokens, request, reply);
  });

  app.post("/session/log-out", async (request, reply) => {
    const { principal } = await gateway.authenticator.authenticate(request);
    if (isUser(principal)) await ask(gateway, logout, {}, request, reply, principal);
    return takeAway(request, reply).header("cache-control", "no-store").code(204).send();
  });

  const offeredTo = (request: FastifyRequest) =>
    demonstration?.for === "everybody" || isByVisitorHere(request) ? demonstration : undefined;

  app.get("/session/demonstration", async (request, reply) =>
    reply.header("cache-control", "no-store").send({ accounts: (await offeredTo(request)?.accounts()) ?? [] }),
  );

  app.post("/session/demonstration", async (request, reply) => {
    const { username } = bodyOf(demonstrationBody, request);
    const password = await offeredTo(request)?.passwordOf(username);
    if (password === undefined) throw commonError("forbidden");
    return logIn({ identifier: username, password }, request, reply);
  });
}

function bodyOf<Schema extends z.ZodType>(schema: Schema, request: FastifyRequest): z.output<Schema> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw commonError("invalid_input", { fields });
}

/** Calls an operation of the identity service as a request of its own would, limits included. */
async function ask<O extends Operation>(
  gateway: Gateway,
  operation: O,
  input: CallInput<O>,
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal = anyone,
): Promise<Output<O>> {
  const deadline = new Deadline(reply, gateway.kernel.settings.of(gatewaySettings).REQUEST_TIMEOUT_MS);
  await gateway.limit(operation, principal, request, reply);
  deadline.begin();
  const { "user-agent": userAgent = "", "accept-language": acceptLanguage } = request.headers;
  const call = {
    operation,
    input: input as Record<string, unknown>,
    principal,
    requestId: request.id,
    source: { ip: request.ip, userAgent: userAgent.slice(0, headerMax), acceptLanguage: acceptLanguage?.slice(0, headerMax) },
    internal: false,
    get signal() {
      return deadline.signal;
    },
    file: undefined,
    idempotencyKey: undefined,
  };
  const { output } = await perform(gateway, call, deadline);
  return output as Output<O>;
}
