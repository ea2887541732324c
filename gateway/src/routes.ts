import multipart from "@fastify/multipart";
import { type Contract, inputWords, type Operation, parseRoute, type Route } from "@oneheart/contracts";
import { Deadline } from "@oneheart/http";
import { type Call, commonError, isOperationError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendAnswer } from "./answer.ts";
import type { Caller } from "./authenticate.ts";
import { createInputReader, type ReadInput } from "./input.ts";
import { checkAccess, type Gateway, perform } from "./perform.ts";
import { keepRawBodies, rawFields } from "./raw-body.ts";
import { gatewaySettings } from "./settings.ts";
import { receiveUpload, type Upload } from "./upload.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
    deadline: Deadline;
  }
}

const headerMax = 500;

/** One route for each operation of the contracts and each of its aliases; no route is written by hand. */
export async function installRoutes(app: FastifyInstance, gateway: Gateway, contracts: readonly Contract[]): Promise<void> {
  const operations = contracts.flatMap((contract) => Object.values(contract.operations));
  app.decorateRequest("caller");
  app.decorateRequest("deadline");
  addRoutes(
    app,
    gateway,
    operations.filter(({ file, raw }) => file === undefined && raw === undefined),
  );
  // A scope of its own: here forms are the only content type, elsewhere JSON is.
  await app.register(async (forms) => {
    forms.removeAllContentTypeParsers();
    await forms.register(multipart, { throwFileSizeLimit: false });
    addRoutes(
      forms,
      gateway,
      operations.filter((operation) => operation.file !== undefined),
    );
  });
  // Here bodies stay as they were sent.
  await app.register(async (raw) => {
    keepRawBodies(raw);
    addRoutes(
      raw,
      gateway,
      operations.filter((operation) => operation.raw !== undefined),
    );
  });
}

function addRoutes(app: FastifyInstance, gateway: Gateway, operations: readonly Operation[]): void {
  for (const operation of operations) {
    for (const route of routesOf(operation)) {
      const { method, path } = parseRoute(route);
      const read = createInputReader(operation, route);
      app.route({
        method,
        url: path.replace(/\*\w+$/, "*"),
        bodyLimit: operation.raw?.max_bytes,
        onRequest: (request, reply) => admit(gateway, operation, request, reply),
        handler: (request, reply) => answer(gateway, operation, read, request, reply),
      });
    }
  }
}

function routesOf(operation: Operation): Route[] {
  return operation.route === undefined ? [] : [operation.route, ...(operation.aliases ?? [])];
}

/** Who asks, whether they asked too often, and whether they may: before a byte of the body is read. */
async function admit(gateway: Gateway, operation: Operation, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.deadline = new Deadline(reply, gateway.kernel.settings.of(gatewaySettings).REQUEST_TIMEOUT_MS);
  request.caller = await gateway.authenticator.authenticate(request);
  gateway.clients.note(request, request.caller.principal);
  await gateway.limit(operation, request.caller.principal, request, reply);
  checkAccess(operation, request.caller);
}

async function answer(gateway: Gateway, operation: Operation, read: ReadInput, request: FastifyRequest, reply: FastifyReply) {
  const { caller, deadline } = request;
  deadline.begin();
  const upload = await uploadOf(operation, request);
  try {
    const call = callOf(operation, read(request, upload?.fields ?? rawFields(operation, request) ?? request.body), request, upload);
    if (operation.answer === "events") reply.raw.once("close", gateway.streams.open(caller, deadline));
    const answered = await perform(gateway, call, deadline);
    return sendAnswer(operation, answered, request, reply, deadline);
  } catch (error) {
    throw upload?.failure() ?? withOrder(error, upload);
  } finally {
    upload?.dispose();
  }
}

/** A form is read up to its file, so a field that is missing may stand after it. */
function withOrder(error: unknown, upload: Upload | undefined): unknown {
  if (upload?.file === undefined || !isOperationError(error, "invalid_input")) return error;
  const message = inputWords.fields_up_to_file;
  return commonError("invalid_input", { message, fields: error.fields, context: error.context });
}

async function uploadOf(operation: Operation, request: FastifyRequest): Promise<Upload | undefined> {
  if (operation.file === undefined || !request.isMultipart()) return undefined;
  const { deadline } = request;
  return deadline.bound(receiveUpload(request, operation.file, () => deadline.extend()));
}

function callOf(operation: Operation, input: Record<string, unknown>, request: FastifyRequest, upload: Upload | undefined): Call {
  const key = request.headers["idempotency-key"];
  return {
    operation,
    input,
    principal: request.caller.principal,
    requestId: request.id,
    source: {
      ip: request.ip,
      userAgent: (request.headers["user-agent"] ?? "").slice(0, headerMax),
      acceptLanguage: request.headers["accept-language"]?.slice(0, headerMax),
    },
    internal: false,
    get signal() {
      return request.deadline.signal;
    },
    file: upload?.file,
    idempotencyKey: typeof key === "string" ? key : undefined,
  };
}
