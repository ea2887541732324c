import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { auditServer, serverAudits } from "graphql-http";
import { json, openGateway, refusal, type TestGateway } from "./support/gateway.ts";

let gateway: TestGateway;
before(async () => {
  gateway = await openGateway();
});
after(() => gateway.close());

interface Answer {
  data?: Record<string, never> | null;
  errors?: Array<{ message: string; path?: string[]; extensions: Record<string, unknown> & { code: string; context?: { limit: string } } }>;
}

async function ask(query: unknown, { token, variables, extensions }: { token?: string; variables?: unknown; extensions?: unknown } = {}) {
  const response = await gateway.fetch("/api/graphql", { token, json: { query, variables, extensions } });
  return { status: response.status, ...((await response.json()) as Answer) };
}

it("passes the audits of GraphQL over HTTP", async () => {
  const audits = serverAudits({ url: `${gateway.url}/api/graphql`, fetchFn: fetch });
  assert.ok(audits.length > 50);
  const results = await auditServer({ url: `${gateway.url}/api/graphql`, fetchFn: fetch });
  const failed = results.flatMap((result) => (result.status === "ok" ? [] : [`${result.status}: ${result.name}: ${result.reason}`]));
  assert.deepEqual(failed, []);
});

describe("a field is read as over REST", () => {
  it("with the caller's access, and one that is refused leaves the others their answers", async () => {
    const query = `{ widget { whoami { role } show(id: "7") { id } administer search(text: "x") { input } } }`;
    const nobody = await ask(query);
    assert.equal(nobody.status, 200);
    assert.deepEqual(nobody.data, { widget: { whoami: null, show: null, administer: null, search: { input: { text: "x", limit: 20 } } } });
    assert.deepEqual(
      nobody.errors!.map(({ path, extensions }) => [path!.join("."), extensions.code, extensions.status]),
      [
        ["widget.whoami", "unauthenticated", 401],
        ["widget.show", "unauthenticated", 401],
        ["widget.administer", "unauthenticated", 401],
      ],
    );
    const player = await ask(query, { token: await gateway.identity.token() });
    assert.deepEqual(
      player.errors!.map(({ path, extensions }) => [path!.join("."), extensions.code]),
      [["widget.administer", "forbidden"]],
    );
  });

  it("with the problem of the operation in the extensions", async () => {
    const { errors } = await ask(`{ widget { show(id: "none") { id } broken(how: "throws") { value } } }`, {
      token: await gateway.identity.token(),
    });
    const [missing, bug] = errors!;
    assert.deepEqual([missing!.extensions.code, missing!.extensions.status], ["widget_not_found", 404]);
    assert.deepEqual([bug!.extensions.code, bug!.extensions.status], ["internal", 500]);
    assert.match(String(bug!.extensions.request_id), /\w/);
    assert.doesNotMatch(JSON.stringify(bug), /secret|stack/i);
  });

  it("with its input checked by the same contract", async () => {
    const wrong = await ask(`{ widget { search(limit: 1000) { input } } }`);
    assert.deepEqual([wrong.errors![0]!.extensions.code, wrong.data!.widget], ["invalid_input", { search: null }]);
    assert.deepEqual((wrong.errors![0]!.extensions.errors as Array<{ path: string }>)[0]!.path, "limit");
    const unstorable = await ask(`query ($text: String) { widget { search(text: $text) { input } } }`, { variables: { text: "a\0b" } });
    assert.equal(unstorable.errors![0]!.extensions.code, "invalid_input");
  });

  it("with its count against the caller's rate", async () => {
    const limited = await openGateway({ settings: { RATE_LIMITS: "on", RATE_USER_PER_MINUTE: "4" } });
    try {
      const token = await limited.identity.token();
      const query = `{ widget { a: whoami { role } b: whoami { role } c: whoami { role } d: whoami { role } } }`;
      const { errors } = (await json(limited.fetch("/api/graphql", { token, json: { query } }))) as Answer;
      assert.deepEqual(
        errors!.map(({ extensions }) => extensions.code),
        ["rate_limited"],
      );
      assert.deepEqual(await refusal(limited.fetch("/api/graphql", { token, json: { query } })), [429, "rate_limited"]);
    } finally {
      await limited.close();
    }
  });

  it("and a token that does not hold is refused as a whole, so that the client renews it", async () => {
    const token = await gateway.identity.token({ exp_s: -5 });
    assert.deepEqual(await refusal(gateway.fetch("/api/graphql", { token, json: { query: "{ __typename }" } })), [401, "unauthenticated"]);
  });
});

it("a query that takes too long is answered once, and its end is not sent", async () => {
  const hasty = await openGateway({ settings: { REQUEST_TIMEOUT_MS: "1000" } });
  try {
    await hasty.fetch("/graphql/schema");
    const query = `{ widget { broken(how: "hangs") { value } } }`;
    assert.deepEqual(await refusal(hasty.fetch("/api/graphql", { json: { query } })), [408, "request_timeout"]);
    hasty.probe.release.resolve();
    assert.equal((await hasty.fetch("/api/graphql", { json: { query: "{ __typename }" } })).status, 200);
    assert.deepEqual(
      hasty.lines.filter((line) => /already sent/i.test(JSON.stringify(line))),
      [],
    );
  } finally {
    await hasty.close();
  }
});

describe("what asks for too much is refused before it is validated or run", () => {
  const refusals: Array<[what: string, query: string]> = [
    ["depth", `{ widget { ${"x { ".repeat(50)}y${" }".repeat(50)} } }`],
    ["aliases", `{ widget { ${Array.from({ length: 1_000 }, (_, index) => `a${index}: __typename`).join(" ")} } }`],
    ["calls", `{ widget { ${Array.from({ length: 30 }, (_, index) => `a${index}: whoami { role }`).join(" ")} } }`],
    ["selections", `{ ${"__typename ".repeat(4_000)} }`],
    ["tokens", `{ ${"x ".repeat(6_000)} }`],
    ["depth", `query ($a: [Int]) { widget { search(sizes: ${"[".repeat(4_900)}`],
    [
      "selections",
      `{ ...f0 } ${Array.from({ length: 12 }, (_, n) => `fragment f${n} on Query { ${`...f${n + 1} `.repeat(4)} }`).join(" ")} fragment f12 on Query { __typename }`,
    ],
    ["selections", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"],
  ];
  for (const [what, query] of refusals) {
    it(`${what}: ${query.slice(0, 40)}…`, async () => {
      const began = performance.now();
      const { status, errors } = await ask(query);
      assert.deepEqual([status, errors!.length, errors![0]!.extensions.code], [400, 1, "invalid_input"]);
      assert.equal(errors![0]!.extensions.context?.limit, what);
      assert.ok(performance.now() - began < 500);
    });
  }

  it("a list of queries, a body that is no JSON, and no query", async () => {
    const send = (body: string) => gateway.fetch("/api/graphql", { method: "POST", headers: { "content-type": "application/json" }, body });
    assert.deepEqual(await refusal(send("{ not json")), [400, "malformed_json"]);
    for (const body of ["[]", `[{"query":"{__typename}"}]`, "{}", `{"query":7}`, `{"query":"{__typename}","variables":[]}`]) {
      const response = await send(body);
      assert.equal(response.status, 400, body);
      assert.equal(((await response.json()) as Answer).errors![0]!.extensions.code, "invalid_input", body);
    }
    const large = await send(JSON.stringify({ query: `# ${"x".repeat(70_000)}` }));
    assert.deepEqual(await refusal(large), [413, "payload_too_large"]);
  });
});

it("a query that was run once can be sent by its hash, in the body or in the address", async () => {
  const query = '{ widget { search(text: "persisted") { input } } }';
  const sha256Hash = createHash("sha256").update(query).digest("hex");
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const unknown = await ask(undefined, { extensions });
  assert.deepEqual([unknown.status, unknown.errors![0]!.extensions.code], [400, "persisted_query_not_found"]);
  const { data } = await ask(query, { extensions });
  assert.ok(data !== undefined);
  assert.deepEqual((await ask(undefined, { extensions })).data, data);
  const address = `/api/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
  assert.deepEqual((await json(gateway.fetch(address))).data, data);
  const another = await ask("{ __typename }", { extensions });
  assert.deepEqual([another.status, another.errors![0]!.extensions.code], [400, "invalid_input"]);
});

it("the schema and the console are served, and the console loads nothing from elsewhere", async () => {
  const sdl = await (await gateway.fetch("/graphql/schema")).text();
  assert.match(sdl, /type WidgetReads \{/);
  assert.doesNotMatch(sdl, /\b(watch|file|inner|create|upload)\(/);
  for (const path of ["/graphql", "/graphql/console.js", "/graphql/console.css"]) {
    const response = await gateway.fetch(path);
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-security-policy")!, /default-src 'none'.*script-src 'self';style-src 'self'/);
    assert.doesNotMatch(await response.text(), /https?:\/\//);
  }
});
