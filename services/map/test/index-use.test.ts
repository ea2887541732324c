import assert from "node:assert/strict";
import { test } from "node:test";
import { mapContract } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import { firstOf, nearestTo } from "../src/store/spatial.ts";
import { bootMap } from "./support/boot.ts";
import { scatterZones } from "./support/scatter.ts";

const bounds = { west: 100, south: 13, east: 103, north: 16 };
const page = { limit: 21, after: undefined, bounds, hidden: false };

interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

async function planOf(db: Database, query: RawBuilder<unknown>): Promise<PlanNode[]> {
  const { rows } = await sql<{ "QUERY PLAN": Array<{ Plan: PlanNode }> }>`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`.execute(db);
  const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  return flat(rows[0]!["QUERY PLAN"][0]!.Plan);
}

function assertIndexed(nodes: PlanNode[], index: string): void {
  assert.ok(
    nodes.some((node) => node["Index Name"] === index),
    `${index} is not in the plan: ${nodes.map((node) => node["Index Name"] ?? node["Node Type"]).join(", ")}`,
  );
  assert.equal(
    nodes.find((node) => node["Node Type"] === "Seq Scan"),
    undefined,
  );
  for (const node of nodes) assert.ok((node["Rows Removed by Filter"] ?? 0) < 100, `${node["Node Type"]} threw rows away`);
}

test("among 20,000 zones a box and a neighbourhood are found through their indexes", async (t) => {
  const app = await bootMap(t);
  await scatterZones(app.db, 20_000);
  assertIndexed(await planOf(app.db, firstOf(page, bounds)), "idx_zones_bounds");
  assertIndexed(await planOf(app.db, nearestTo({ lat: 13.75, lng: 100.5 }, 20)), "idx_zones_location");
});

test("sparse and dense boxes page through exactly the zones that meet them", async (t) => {
  const app = await bootMap(t);
  await scatterZones(app.db, 20_000);
  for (const bbox of ["100,13,103,16", "-30,-40,60,40", "170,-30,-170,30"]) {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const listed = await app.call(mapContract.operations.listZones, { bbox, limit: 100, cursor });
      assert.ok("items" in listed);
      seen.push(...listed.items.map((zone) => zone.id));
      if (listed.next_cursor === null) break;
      cursor = listed.next_cursor;
    }
    assert.ok(seen.length > 0);
    assert.deepEqual(seen, await meeting(app.db, bbox), bbox);
  }
});

async function meeting(db: Database, bbox: string): Promise<string[]> {
  const [west, south, east, north] = bbox.split(",").map(Number) as [number, number, number, number];
  const box = sql`box(point(${west}, ${south}), point(${west > east ? east + 360 : east}, ${north}))`;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM zones WHERE EXISTS (SELECT FROM unnest(ARRAY[0, 360, -360]) turn WHERE bounds && (${box} + point(turn, 0))) ORDER BY id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}
