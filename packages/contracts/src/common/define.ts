/** How a contract is written: operations and events in zod, from which routes, validation, OpenAPI, GraphQL and the typed client all come. */
import type { z } from "zod";

export type Role = "player" | "reviewer" | "sponsor" | "government" | "admin";
/** Who may call: a role, `anyone` (no session needed) or `internal` (other services only). Nothing declared means nobody. */
export type Access = Role | "anyone" | "internal";
export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export type Route = `${Method} /${string}`;

/** Every role that can hold a session. */
export const signedIn = ["player", "reviewer", "sponsor", "government", "admin"] as const satisfies readonly Access[];

/** One file that travels beside the fields of a multipart operation; it is streamed, never held whole. */
export interface FileField {
  field: string;
  max_bytes: number;
}

/** Which field holds the body's text, and which fields hold what headers say. */
export interface RawBody {
  field: string;
  headers: Readonly<Record<string, string>>;
  max_bytes: number;
}

/** An error that tells facts, the problem's `context`. They travel to the caller: no personal data. */
export interface ErrorDefinition<Facts extends z.ZodObject = z.ZodObject> {
  status: number;
  context: Facts;
}

/** Who may approve what somebody else asked for, and for how long a request waits. */
export interface ApprovalRule {
  by: readonly Role[];
  waits_hours: number;
  /** The field of the input that names the record it changes; absent where there is only one. */
  record?: string;
}

export interface OperationDefinition {
  /** Absent: reachable by other services only. Path parameters are fields of `input`. */
  route?: Route;
  /** Other routes to the same operation. */
  aliases?: readonly Route[];
  summary: string;
  access: readonly Access[];
  input: z.ZodObject;
  output: z.ZodType;
  /** `json` unless the answer is raw bytes (media, tiles) or a stream of server-sent events. */
  answer?: "json" | "bytes" | "events";
  status?: 200 | 201 | 202 | 204;
  /** Error codes that this operation may answer, beside the common ones: their HTTP status, or with it the facts that they tell. */
  errors?: Readonly<Record<string, number | ErrorDefinition>>;
  /** Whether an `Idempotency-Key` is honoured (`true`) or demanded (`"required"`). */
  idempotent?: boolean | "required";
  file?: FileField;
  /** The body arrives as it was sent, in one field of the input, because a signature is over its bytes. */
  raw?: RawBody;
  /**
   * Which rate limit counts this call; by default the caller's general one. `sessions` is for what whole groups ask from one address
   * without a session: the operation itself counts more closely. `reads` is for what only reads without being a `GET`.
   */
  limit?: "general" | "upload" | "sessions" | "reads" | "none";
  /** It waits for a second person, unless the programme lets one person act, or has nobody else who may. */
  approval?: ApprovalRule;
  /** Recorded in the audit log whoever calls it; every write by a privileged role always is. */
  audited?: boolean;
}

/** An operation as a contract holds it: its definition with the service that answers and its own name. */
export type Operation<D extends OperationDefinition = OperationDefinition> = D & { readonly service: string; readonly name: string };

export interface EventDefinition<S extends z.ZodType = z.ZodType> {
  /** `service.past_tense`, unique over all contracts. */
  type: string;
  payload: S;
}

export interface Contract {
  service: string;
  operations: Record<string, Operation>;
  events: Record<string, EventDefinition>;
}

/** What a caller hands over: defaults may be left out. */
export type CallInput<O extends OperationDefinition> = z.input<O["input"]>;
/** What a handler receives. */
export type HandlerInput<O extends OperationDefinition> = z.output<O["input"]>;
export type Output<O extends OperationDefinition> = z.input<O["output"]>;
/** The error codes that an operation declares. */
export type ErrorCode<O extends OperationDefinition> = O extends { errors: infer E } ? keyof E & string : never;
/** What an operation says with one of its error codes: the facts that the contract declares, or nothing. */
export type ErrorFacts<O extends OperationDefinition, Code extends string> = O extends { errors: infer E }
  ? E extends Record<Code, ErrorDefinition<infer Facts>>
    ? [context: z.input<Facts>]
    : []
  : [];
/** One of an operation's errors as a value, with its facts: what a rule answers that decides between several. */
export type Refusal<O extends OperationDefinition, Codes extends ErrorCode<O> = ErrorCode<O>> = {
  [Code in Codes]: ErrorFacts<O, Code> extends [context: infer Facts]
    ? { code: Code; context: Facts }
    : { code: Code; context?: undefined };
}[Codes];
export type EventPayload<E extends EventDefinition> = z.output<E["payload"]>;

/** Declares one operation; checks its shape and keeps its exact type. */
export function operation<const D extends OperationDefinition>(definition: D): D {
  return definition;
}

/** Declares an error that tells facts. */
export function refusal<Facts extends z.ZodObject>(status: number, context: Facts): ErrorDefinition<Facts> {
  return { status, context };
}

/** The HTTP status of a declared error. */
export function statusOf(error: number | ErrorDefinition): number {
  return typeof error === "number" ? error : error.status;
}

/** Declares one event. */
export function event<S extends z.ZodType>(type: string, payload: S): EventDefinition<S> {
  return { type, payload };
}

type Named<Ops extends Record<string, OperationDefinition>> = { readonly [K in keyof Ops]: Operation<Ops[K]> };

/** Joins a service's operations and events into its contract. */
export function defineContract<
  const Ops extends Record<string, OperationDefinition>,
  const Events extends Record<string, EventDefinition> = Record<never, never>,
>(definition: { service: string; operations: Ops; events?: Events }): { service: string; operations: Named<Ops>; events: Events } {
  const named = Object.entries(definition.operations).map(([name, op]) => [name, { ...op, service: definition.service, name }]);
  return { service: definition.service, operations: Object.fromEntries(named) as Named<Ops>, events: (definition.events ?? {}) as Events };
}

/** Splits `"GET /api/x/:id"` into its method, path and parameters; `*key` takes the rest of the path. */
export function parseRoute(route: Route): { method: Method; path: string; parameters: string[] } {
  const space = route.indexOf(" ");
  const path = route.slice(space + 1);
  return { method: route.slice(0, space) as Method, path, parameters: [...path.matchAll(/[:*](\w+)/g)].map((match) => match[1]!) };
}
