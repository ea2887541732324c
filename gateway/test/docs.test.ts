import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { allContracts, commonErrors, gatewayContract, parseRoute, problemWords } from "@oneheart/contracts";
import { Validator } from "@seriousme/openapi-schema-validator";
import { z } from "zod";
import { openApiDocument } from "../src/openapi/document.ts";
import { createShapes } from "../src/openapi/shapes.ts";
import { json, openGateway, type TestGateway } from "./support/gateway.ts";
import { widgetContract } from "./support/widget.ts";

const document = openApiDocument([...allContracts, gatewayContract, widgetContract], "https://api.example");
type Described = {
  operationId: string;
  security: unknown[];
  parameters: Array<{ name: string; in: string; required: boolean; schema: Record<string, unknown>; $ref?: string }>;
  requestBody?: {
    content: Record<string, { schema: { properties: Record<string, unknown>; required?: string[]; additionalProperties?: boolean } }>;
  };
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown; examples?: Record<string, unknown> }> }>;
};
const described = (method: string, path: string) => document.paths[path]?.[method] as Described;

describe("the OpenAPI document", () => {
  it("fits the specification's own JSON Schema", async () => {
    const result = await new Validator().validate(structuredClone(document) as never);
    assert.deepEqual(result.errors ?? [], []);
    assert.ok(result.valid);
  });

  it("has every route of every contract once, under a stable and unique name", () => {
    const ids: string[] = [];
    for (const contract of [...allContracts, gatewayContract, widgetContract]) {
      for (const operation of Object.values(contract.operations)) {
        for (const [index, route] of [operation.route ?? [], operation.aliases ?? []].flat().entries()) {
          const { method, path } = parseRoute(route);
          const found = described(method.toLowerCase(), path.replaceAll(/[:*](\w+)/g, "{$1}"));
          assert.equal(found.operationId, `${contract.service}.${operation.name}${index === 0 ? "" : `.alias${index}`}`);
          ids.push(found.operationId);
        }
      }
    }
    assert.ok(ids.length > 50);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(Object.values(document.paths).flatMap(Object.keys).length, ids.length);
  });

  it("is the same whatever the order of the contracts", () => {
    assert.deepEqual(openApiDocument([widgetContract, gatewayContract, ...allContracts].reverse(), "https://api.example"), document);
  });

  it("describes parameters with their place, type and whether they are needed", () => {
    const { parameters } = described("get", "/api/widget/search");
    const limit = parameters.find(({ name }) => name === "limit")!;
    assert.deepEqual(
      [limit.in, limit.required, limit.schema],
      ["query", false, { type: "integer", minimum: 1, maximum: 100, default: 20 }],
    );
    const path = described("patch", "/api/widget/{id}/part/{part}").parameters;
    assert.deepEqual(
      path.map(({ name, in: where, required }) => [name, where, required]),
      [
        ["id", "path", true],
        ["part", "path", true],
      ],
    );
  });

  it("describes bodies without path parameters, closed to unknown fields, and forms with their file", () => {
    const { schema } = described("patch", "/api/widget/{id}/part/{part}").requestBody!.content["application/json"]!;
    assert.deepEqual(Object.keys(schema.properties), ["name"]);
    assert.equal(schema.additionalProperties, false);
    const form = described("post", "/api/widget/upload").requestBody!.content["multipart/form-data"]!.schema;
    assert.deepEqual(Object.keys(form.properties), ["name", "size", "exact", "refuse", "media"]);
    assert.deepEqual(form.required, ["name"]);
  });

  it("says who needs a token and a key", () => {
    assert.deepEqual(described("get", "/api/widget/search").security, []);
    assert.deepEqual(described("get", "/api/widget/whoami").security, [{ bearer: [] }]);
    assert.deepEqual(described("post", "/api/widget/pay").parameters, [{ $ref: "#/components/parameters/IdempotencyKeyRequired" }]);
  });

  it("lists every error code under its status, with an example", () => {
    const { responses } = described("post", "/api/widget/upload");
    assert.match(responses["409"]!.description, /`not_now`.*`idempotency_in_flight`/);
    assert.deepEqual(Object.keys(responses["400"]!.content!["application/problem+json"]!.examples!).sort(), [
      "idempotency_key_invalid",
      "invalid_input",
      "malformed_upload",
      "media_missing",
    ]);
    assert.deepEqual(Object.keys(described("delete", "/api/widget/{id}").responses)[0], "204");
    assert.deepEqual(Object.keys(described("get", "/api/widget/watch").responses["200"]!.content!), ["text/event-stream"]);
  });
});

/** Every reference of a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { $ref?: unknown }).$ref;
  return [...(typeof own === "string" ? [own] : []), ...Object.values(value).flatMap(referencesIn)];
}

describe("references", () => {
  const referred = new Set(referencesIn(document));
  const components = Object.entries(document.components).flatMap(([kind, ones]) =>
    Object.keys(ones as object).map((name) => `#/components/${kind}/${name}`),
  );

  it("all lead to a component, and no component is left over", () => {
    const unused = components.filter((one) => !referred.has(one) && !one.startsWith("#/components/securitySchemes/"));
    assert.deepEqual({ broken: [...referred].filter((one) => !components.includes(one)), unused }, { broken: [], unused: [] });
    assert.ok(components.length > 200);
  });

  it("stand for every object of every answer, so that each shape is described once", () => {
    const answers = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods) as Described[])
      .flatMap(({ operationId, responses }) =>
        Object.values(responses).flatMap(({ content = {} }) => Object.values(content).map(({ schema }) => [operationId, schema] as const)),
      );
    const written = answers.filter(([operationId, schema]) => !operationId.startsWith("widget.") && "properties" in (schema as object));
    assert.deepEqual(written, []);
  });

  it("tell what is sent from what is received where a shape has two forms, and refuse one name for two shapes", () => {
    const Part = z.object({ size: z.int().default(1) }).meta({ id: "Part" });
    const shapes = createShapes();
    assert.deepEqual(shapes.request("widget.make", z.object({ part: Part })).properties!.part, { $ref: "#/components/schemas/PartInput" });
    assert.deepEqual(shapes.response(Part), { $ref: "#/components/schemas/Part" });
    const { Part: received, PartInput: sent } = shapes.all();
    assert.deepEqual([received!.required, sent!.required], [["size"], undefined]);
    assert.throws(() => shapes.response(z.object({ other: z.int() }).meta({ id: "Part" })), /two shapes are called Part/);
  });
});

describe("an error that tells facts", () => {
  it("shows them beside its code, and leaves other codes of the status as they are", () => {
    const { schema } = described("post", "/api/quest/{id}/complete").responses["409"]!.content!["application/problem+json"]!;
    const [problem, { anyOf }] = (schema as { allOf: [unknown, { anyOf: unknown[] }] }).allOf;
    assert.deepEqual(problem, { $ref: "#/components/schemas/Problem" });
    const context = { $ref: "#/components/schemas/TooEarly" };
    assert.ok(
      anyOf.some((one) => isDeepStrictEqual(one, { properties: { code: { const: "too_early" }, context }, required: ["context"] })),
      JSON.stringify(anyOf),
    );
    assert.ok(anyOf.some((one) => isDeepStrictEqual(one, { title: "any other code" })));
  });
});

type Field = Record<string, unknown> & { properties?: Record<string, Field>; items?: Field; anyOf?: Field[]; oneOf?: Field[] };
const shapesOfOurs = openApiDocument(allContracts, "/").components.schemas as Record<string, Field>;

/** Every field that a schema has, at every depth and behind every reference, with its path. */
function fieldsOf(reference: Field, path: string): Array<[string, Field]> {
  const schema = typeof reference.$ref === "string" ? shapesOfOurs[reference.$ref.split("/").at(-1)!]! : reference;
  const own = Object.entries(schema.properties ?? {}).flatMap(
    ([name, field]): Array<[string, Field]> => [[`${path}.${name}`, field], ...fieldsOf(field, `${path}.${name}`)],
  );
  const inside = [schema.items ?? [], schema.anyOf ?? [], schema.oneOf ?? []].flat();
  return [...own, ...inside.flatMap((one) => fieldsOf(one, path))];
}

describe("what a client sends", () => {
  const ours = openApiDocument(allContracts, "/");
  const calls = Object.values(ours.paths).flatMap((methods) => Object.values(methods)) as Described[];
  const operations = new Map(
    allContracts.flatMap((contract) => Object.values(contract.operations)).map((one) => [`${one.service}.${one.name}`, one]),
  );

  it("is described field by field, with an example, at every depth", () => {
    let count = 0;
    const bare: string[] = [];
    for (const { operationId, parameters, requestBody } of calls) {
      const sent = parameters.filter(({ $ref }) => $ref === undefined).map((one): [string, Field] => [one.name, { ...one.schema, ...one }]);
      const bodies = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema as Field, "body"));
      for (const [path, field] of [...sent, ...bodies]) {
        count += 1;
        // What holds fields is described by them.
        if (fieldsOf(field, path).length > 0) continue;
        const isShown = ["examples", "enum", "const", "default", "contentMediaType"].some((key) => field[key] !== undefined);
        if (typeof field.description !== "string" || !(isShown || field.type === "boolean" || field.anyOf !== undefined))
          bare.push(`${operationId} ${path}`);
      }
    }
    assert.deepEqual(bare, []);
    assert.ok(count > 600);
  });

  it("has for each field examples that its own contract takes", () => {
    let count = 0;
    const wrong: string[] = [];
    for (const { operationId, parameters, requestBody } of calls) {
      const { shape } = operations.get(operationId.replace(/\.alias\d$/, ""))!.input;
      const bodies = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => Object.entries(schema.properties));
      const sent = [...parameters.filter(({ $ref }) => $ref === undefined).map((one) => [one.name, one.schema] as const), ...bodies];
      for (const [name, field] of sent) {
        for (const example of ((field as Field).examples as unknown[] | undefined) ?? []) {
          count += 1;
          if (!shape[name]!.safeParse(example).success) wrong.push(`${operationId} ${name}: ${JSON.stringify(example)}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(count > 200);
  });

  it("has an example body that its own contract takes", () => {
    let count = 0;
    for (const { operationId, parameters, requestBody } of calls) {
      const body = requestBody?.content["application/json"] as { example?: Record<string, unknown> } | undefined;
      if (body === undefined) continue;
      const { input } = operations.get(operationId.replace(/\.alias\d$/, ""))!;
      const inPath = parameters
        .filter((one) => one.in === "path")
        .map(({ name, schema }) => [name, (schema.examples as unknown[])?.[0] ?? (schema.enum as unknown[])?.[0]]);
      const read = input.safeParse({ ...Object.fromEntries(inPath), ...body.example });
      assert.ok(read.success, `${operationId}: ${JSON.stringify(body.example)} ${read.error}`);
      count += 1;
    }
    assert.ok(count > 30);
  });
});

describe("error codes", () => {
  it("each have words that say what to do, and no words are left over", () => {
    const declared = [...allContracts, gatewayContract]
      .flatMap((contract) => Object.values(contract.operations))
      .flatMap((one) => Object.keys(one.errors ?? {}));
    assert.deepEqual(new Set(Object.keys(problemWords)), new Set([...declared, ...Object.keys(commonErrors)]));
    for (const code of ["story_required", "community_goal_required", "window_invalid"]) assert.match(problemWords[code]!, /Send/);
  });
});

describe("the documentation", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway({ settings: { PUBLIC_URL: "https://api.example:8443" } });
  });
  after(() => gateway.close());

  it("shows the OpenAPI document of this gateway", async () => {
    const response = await gateway.fetch("/openapi.json");
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    const served = await json(response);
    assert.equal(served.openapi, "3.1.0");
    assert.deepEqual(served.servers, [{ url: "https://api.example:8443" }]);
    const page = await (await gateway.fetch("/docs")).text();
    const start = await (await gateway.fetch("/docs/start.js")).text();
    assert.match(page, /<script src="\/docs\/start.js">/);
    assert.match(start, /url: "\/openapi.json"/);
    assert.match(page, /<form id="log-in"/);
    assert.match(start, /persistAuthorization: true/);
    assert.match(start, /opsFilter/);
  });

  it("loads only its own files, and the policy allows nothing else", async () => {
    const page = await gateway.fetch("/docs");
    const html = await page.text();
    const script = await (await gateway.fetch("/docs/start.js")).text();
    assert.doesNotMatch(html + script, /https?:|\/\/[a-z]/i);
    assert.match(script, /validatorUrl: null/);
    const policy = page.headers.get("content-security-policy")!;
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /https?:|\*|unsafe-eval/);
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    assert.equal(named.length, 4);
    for (const path of named) {
      const file = await gateway.fetch(path);
      assert.equal(file.status, 200, path);
      assert.ok((await file.arrayBuffer()).byteLength > 0);
    }
  });

  it("explains each code where a problem's type points", async () => {
    const problem = await json(gateway.fetch("/api/widget/none", { token: await gateway.identity.token() }));
    const [path, fragment] = (problem.type as string).split("#");
    const page = await (await gateway.fetch(path!)).text();
    assert.match(page, new RegExp(`<dt id="${fragment}">Widget not found`));
    assert.match(page, /id="rate_limited"/);
    assert.match(page, /<code>Idempotency-Key<\/code>/);
    assert.doesNotMatch(page, /`/);
    const thai = await gateway.fetch(path!, { headers: { "accept-language": "th" } });
    assert.equal(thai.headers.get("content-language"), "th");
    assert.match(await thai.text(), /<html lang="th">[\s\S]*<dt id="rate_limited">คำขอถี่เกินไป/);
    assert.equal((await json(gateway.fetch("/api/nowhere"))).detail, problemWords.route_not_found);
  });

  it("publishes the platform's keys as JWKS and as a did:web document", async () => {
    const jwks = await json(gateway.fetch("/.well-known/jwks.json"));
    assert.deepEqual(
      (jwks.keys as Array<{ kid: string; d?: string }>).map(({ kid, d }) => [kid, d]),
      [["first", undefined]],
    );
    const response = await gateway.fetch("/.well-known/did.json");
    assert.match(response.headers.get("content-type") ?? "", /^application\/did\+json/);
    const did = await json(response);
    assert.equal(did.id, "did:web:api.example%3A8443");
    const [method] = did.verificationMethod as Array<Record<string, unknown>>;
    assert.deepEqual(method, { id: `${did.id}#first`, type: "JsonWebKey", controller: did.id, publicKeyJwk: (jwks.keys as unknown[])[0] });
    assert.deepEqual(did.assertionMethod, [method!.id]);
  });
});

describe("the page of mailed links", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway();
  });
  after(() => gateway.close());

  it("is served with the files that it names, and may load nothing else", async () => {
    const page = await gateway.fetch("/account");
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    const html = await page.text();
    const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path!);
    assert.equal(named.length, 2);
    for (const path of named) assert.equal((await gateway.fetch(path)).status, 200, path);
    for (const form of ["confirm", "reset", "invitation"]) assert.ok(html.includes(`id="${form}"`), form);
  });
});
