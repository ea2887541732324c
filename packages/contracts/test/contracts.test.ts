import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { z } from "zod";
import {
  allContracts,
  commonErrors,
  type ErrorFacts,
  levelForXp,
  line,
  paragraph,
  parseRoute,
  questContract,
  type Route,
  xpForLevel,
} from "../src/index.ts";
import { allInternal } from "../src/internal/index.ts";

const operations = [...allContracts, ...allInternal].flatMap((contract) => Object.values(contract.operations));

describe("contracts", () => {
  it("are all there, with the routes of the specification", () => {
    const routes = new Set(operations.flatMap((operation) => [operation.route, ...(operation.aliases ?? [])]));
    const specified = [
      "POST /api/auth/register",
      "POST /api/auth/login",
      "POST /api/auth/logout",
      "POST /api/player/register",
      "GET /api/player/:id",
      "PATCH /api/player/:id",
      "GET /api/player/:id/inventory",
      "POST /api/quest/create",
      "GET /api/quest/list",
      "POST /api/quest/:id/start",
      "POST /api/quest/:id/complete",
      "GET /api/quest/:id/history",
      "POST /api/proof/submit",
      "GET /api/proof/:id",
      "GET /api/proof/list",
      "POST /api/impact/calculate",
      "GET /api/impact/distribution",
      "GET /api/impact/ledger",
      "POST /api/social/witness",
      "POST /api/social/upvote",
      "GET /api/social/community/:zone_id",
      "POST /api/token/transfer",
      "GET /api/token/balance",
      "GET /api/token/history",
      "GET /api/reward/marketplace",
      "POST /api/reward/redeem",
      "GET /api/map/zones",
      "GET /api/map/zones/:id/missions",
      "GET /api/map/zones/:id/activity",
      "GET /api/admin/users",
      "POST /api/sponsor/campaign",
      "GET /api/notification/list",
      "PATCH /api/notification/:id/read",
      "POST /api/notification/preferences",
    ];
    assert.deepEqual(
      specified.filter((route) => !routes.has(route as Route)),
      [],
    );
  });

  it("never give one route to two operations", () => {
    const routes = operations
      .flatMap((operation) => [operation.route, ...(operation.aliases ?? [])])
      .filter((route) => route !== undefined);
    const shapes = routes.map((route) => route.replaceAll(/:\w+/g, ":"));
    assert.equal(new Set(shapes).size, shapes.length);
  });

  it("have a field for every path parameter", () => {
    for (const { route, input, name } of operations) {
      for (const parameter of route ? parseRoute(route).parameters : []) assert.ok(parameter in input.shape, `${name} lacks ${parameter}`);
    }
  });

  it("let nobody in unless declared", () => {
    for (const { access, name } of operations) assert.ok(access.length > 0, `${name} declares no access`);
  });

  it("are public where there is a route, and internal where there is none, but for reads of many at once; clients hear no events", () => {
    assert.deepEqual(
      allContracts.map(({ service }) => service),
      allInternal.map(({ service }) => service),
    );
    for (const { operations: open, events } of allContracts) {
      for (const { route, name } of Object.values(open)) assert.ok(route !== undefined, name);
      assert.deepEqual(events, {});
    }
    let manyReads = 0;
    for (const { service, operations: internal } of allInternal) {
      const open = allContracts.find((contract) => contract.service === service)!.operations;
      for (const { route, access, name, output } of Object.values(internal)) {
        const one = Object.values(open).find(
          (other) => other.output === ofMany(output) && other.route!.startsWith("GET ") && "id" in other.input.shape,
        );
        assert.deepEqual([route, access], [undefined, one === undefined ? ["internal"] : one.access], name);
        manyReads += one === undefined ? 0 : 1;
      }
    }
    assert.ok(manyReads > 5);
  });

  /** What a read of many ids answers for each. */
  function ofMany(output: z.ZodType): z.ZodType | undefined {
    const items = output instanceof z.ZodObject ? output.shape.items : undefined;
    return items instanceof z.ZodArray && items.element instanceof z.ZodNullable ? (items.element.unwrap() as z.ZodType) : undefined;
  }

  it("declare no error under a code that is already common with another status", () => {
    for (const { errors = {}, name } of operations) {
      for (const code of Object.keys(errors)) assert.ok(!(code in commonErrors), `${name} declares the common code ${code}`);
    }
  });

  it("can all be written as JSON Schema, so that OpenAPI has every one", () => {
    for (const operation of operations) {
      z.toJSONSchema(operation.input, { io: "input" });
      z.toJSONSchema(operation.output, { io: "output" });
    }
  });
});

/** Every object of a type, at every depth, with where it stands. */
function objectsIn(type: z.core.$ZodType, path: string): Array<[path: string, z.core.$ZodType]> {
  const { def } = (type as z.core.$ZodTypes)._zod;
  if (def.type === "object") {
    const inside = Object.entries(def.shape).flatMap(([name, field]) => objectsIn(field, `${path}.${name}`));
    return [[path, type], ...inside];
  }
  if (def.type === "array") return objectsIn(def.element, path);
  if (def.type === "record") return objectsIn(def.valueType, path);
  if (def.type === "union") return def.options.flatMap((option) => objectsIn(option, path));
  if (def.type === "pipe") return objectsIn(def.out, path);
  return "innerType" in def ? objectsIn(def.innerType, path) : [];
}

describe("shapes", () => {
  const answers = operations.flatMap((one) => objectsIn(one.output, `${one.service}.${one.name}`));
  // The input itself is named by its operation.
  const sent = operations.flatMap((one) => objectsIn(one.input, `${one.service}.${one.name}`).slice(1));
  const told = operations.flatMap(({ service, name, errors = {} }) =>
    Object.entries(errors).flatMap(([code, error]) =>
      typeof error === "number" ? [] : objectsIn(error.context, `${service}.${name} ${code}`),
    ),
  );
  const all = [...answers, ...sent, ...told];
  const nameOf = (type: z.core.$ZodType) => z.globalRegistry.get(type)?.id;

  it("have a name, wherever they stand in an answer, an input or an error", () => {
    const nameless = all.filter(([, type]) => nameOf(type) === undefined).map(([path]) => path);
    assert.deepEqual(nameless, []);
    assert.ok(answers.length > 300);
  });

  it("have a name of their own", () => {
    const byName = Map.groupBy(
      all.map(([, type]) => type),
      (type) => nameOf(type)!,
    );
    const shared = [...byName].filter(([, types]) => new Set(types).size > 1).map(([name]) => name);
    assert.deepEqual(shared, []);
    for (const name of byName.keys()) assert.match(name, /^[A-Z][A-Za-z0-9]*$/);
  });
});

describe("levels", () => {
  it("begin at 50·L·(L−1) XP", () => {
    for (let level = 1; level <= 2000; level += 1) {
      assert.equal(levelForXp(xpForLevel(level)), level);
      assert.equal(levelForXp(xpForLevel(level + 1) - 1), level);
    }
  });

  it("are exact for the largest totals", () => {
    const level = levelForXp(Number.MAX_SAFE_INTEGER);
    assert.ok(xpForLevel(level) <= Number.MAX_SAFE_INTEGER && xpForLevel(level + 1) > Number.MAX_SAFE_INTEGER);
  });
});

test("text that shows nothing is no text", () => {
  for (const blank of ["\u200b", "\u3164\u3164", " \u00ad\u2060 ", "\u2800", "\ufeff"]) {
    assert.equal(line(40).safeParse(blank).success, false, JSON.stringify(blank));
    assert.equal(paragraph(40).parse(blank), "", JSON.stringify(blank));
  }
  assert.equal(line(40).parse(" می\u200cخواهم "), "می\u200cخواهم");
});

test("every contract tells a person what its service holds about them", () => {
  for (const contract of allInternal) assert.ok("ownData" in contract.operations, contract.service);
});

test("the facts of an error are typed by its code", () => {
  type Facts = ErrorFacts<typeof questContract.operations.completeQuest, "too_early">;
  const [told]: Facts = [{ hand_in_from: "2026-11-29T09:00:00Z", min_minutes: 30 }];
  // @ts-expect-error a fact is missing
  const [half]: Facts = [{ min_minutes: 30 }];
  // @ts-expect-error the facts are missing
  const none: Facts = [];
  const { context } = questContract.operations.completeQuest.errors.too_early;
  assert.deepEqual(
    [told, half, none[0]].map((facts) => context.safeParse(facts).success),
    [true, false, false],
  );
});
