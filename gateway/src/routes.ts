import multipart from "@fastify/multipart";
import { type Contract, inputWords, type Operation, parseRoute, type Route } from "@oneheart/contracts";
import type { Deadline } from "@oneheart/http";
import { commonError, isOperationError } from "@oneheart/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { admit } from "./admit.ts";
import { sendAnswer } from "./answer.ts";
import type { Caller } from "./authenticate.ts";
import { callOf } from "./call.ts";
import { createInputReader, type ReadInput } from "./input.ts";
import { type Gateway, perform } from "./perform.ts";
import { keepRawBodies, rawFields } from "./raw-body.ts";
import { receiveUpload, type Upload } from "./upload.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
    deadline: Deadline;
  }
}

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

async function answer(gateway: Gateway, operation: Operation, read: ReadInput, request: FastifyRequest, reply: FastifyReply) {
  const { caller, deadline } = request;
  deadline.begin();
  const upload = await uploadOf(operation, request);
  try {
    const call = callOf(operation, read(request, upload?.fields ?? rawFields(operation, request) ?? request.body), request, upload?.file);
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
