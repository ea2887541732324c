/** The monitor of the token economy, over a real ledger and its log. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { newId } from "@oneheart/kernel";
import { createLedger, openLog, type TransactionDraft } from "@oneheart/ledger";
import { sealBatch } from "@oneheart/ledger/internals";
import { randomFrom, type TestApp, until } from "@oneheart/testing";
import { createSigner } from "@oneheart/tlog";
import fc from "fast-check";
import { sql } from "kysely";
import { auditHoldings } from "../src/audit/holdings.ts";
import { economyAlerts } from "../src/rules/economy-alerts.ts";
import { ringsIn } from "../src/rules/rings.ts";
import { stronglyConnected } from "../src/rules/transfer-graph.ts";
import { award, bootAnalytics, events, operations, sumOf } from "./support/programme.ts";

const ORIGIN = "example.org/economy";
const signer = createSigner(ORIGIN, new Uint8Array(32).fill(9));
const people = (count: number) => Array.from({ length: count }, () => newId());
const player = (owner_id: string) => ({ kind: "player", owner_id, asset: "HEART" });

type Move = Pick<TransactionDraft, "kind" | "transfers" | "occurred_at" | "reason_ref">;
const moved = (
  kind: string,
  debit: ReturnType<typeof player> | { kind: string; asset: string },
  to: string,
  amount: number,
  day: string,
): Move => ({
  kind,
  reason_ref: "test:move",
  occurred_at: new Date(`${day}T08:00:00Z`),
  transfers: [{ debit, credit: player(to), amount: BigInt(amount) }],
});
const earns = (to: string, amount: number, day = "2026-03-01") =>
  moved("impact.award", { kind: "issuance", asset: "HEART" }, to, amount, day);
const sends = (from: string, to: string, amount: number, day = "2026-03-05") => moved("token.transfer", player(from), to, amount, day);

describe("the monitor of the economy", () => {
  let app: TestApp;
  const admin = () => ({ as: app.user("admin") });
  const monitor = () => app.call(operations.economyMonitor, {}, admin());
  const findings = async () => {
    const codes: string[] = [];
    for await (const step of auditHoldings(app.db)) codes.push(...step.findings.map(({ code }) => code));
    return codes;
  };

  async function post(moves: readonly Move[]): Promise<void> {
    const ledger = createLedger({ newId, now: () => new Date() });
    for (const move of moves) {
      const [posted] = await app.db.transaction().execute((tx) => ledger.post(tx, [move]));
      if (!posted!.ok) throw new Error(posted!.message);
    }
    const now = () => new Date("2026-03-10T10:00:00Z");
    for (let sealed = 1; sealed > 0; ) sealed = await sealBatch({ db: app.db, origin: ORIGIN, signer, now });
    await until(isCounted, Boolean, "the log is counted");
  }

  async function isCounted(): Promise<boolean> {
    const { rows } = await sql<{ is_counted: boolean }>`
      SELECT least(p.holdings_size, p.tree_size) = l.size AS is_counted FROM analytics_flow_position p, log_state l`.execute(app.db);
    return rows[0]!.is_counted;
  }

  const honest = people(110);
  const ring = people(6);
  const [collector, ...feeders] = people(9);
  const idle = people(10);

  before(async () => {
    app = await bootAnalytics();
    await openLog(app.db, ORIGIN);
    const random = randomFrom(11);
    await post([
      ...honest.map((id) => earns(id, 40 + random.below(60))),
      // Neighbours give each other a little, now and then.
      ...Array.from({ length: 150 }, () => sends(random.pick(honest), random.pick(honest), 1 + random.below(3))).filter(
        ({ transfers }) => transfers![0]!.debit.owner_id !== transfers![0]!.credit.owner_id,
      ),
      ...ring.map((id) => earns(id, 30)),
      ...Array.from({ length: 3 }, () => ring.map((id, index) => sends(id, ring[(index + 1) % ring.length]!, 25))).flat(),
      // One of the ring gives a stranger something, and gets something: the stranger is none of it.
      sends(ring[0]!, honest[0]!, 2),
      sends(honest[0]!, ring[0]!, 1),
      ...feeders.map((id) => earns(id, 30)),
      ...feeders.map((id) => sends(id, collector!, 27)),
      ...idle.map((id) => earns(id, 100, "2025-10-01")),
    ]);
  });
  after(() => app.stop());

  it("finds the planted ring and the planted farm, nobody else, and says so in alerts", async () => {
    const { rings, farms, alerts } = await monitor();
    assert.deepEqual(
      rings.map(({ player_ids }) => [...player_ids].sort()),
      [[...ring].sort()],
    );
    assert.deepEqual([rings[0]!.members, rings[0]!.tokens, rings[0]!.movements, rings[0]!.balance_bps], [6, 450, 18, 10_000]);
    assert.deepEqual(
      farms.map(({ collector_id, player_ids }) => [collector_id, [...player_ids].sort()]),
      [[collector, [...feeders].sort()]],
    );
    assert.equal(farms[0]!.tokens, 27 * feeders.length);
    const codes = alerts.map(({ code }) => code);
    assert.ok(codes.includes("rings") && codes.includes("farms"), codes.join());
  });

  it("measures concentration and dormancy as a count by hand does, and each share leads to what it is made of", async () => {
    const { rows } = await sql<{ balance: number }>`
      SELECT (a.credits_posted - a.debits_posted)::float8 AS balance FROM ledger_accounts a JOIN ledger_assets s ON s.id = a.asset_id
      WHERE a.kind = 'player' AND s.code = 'HEART'`.execute(app.db);
    const held = rows
      .map(({ balance }) => balance)
      .filter((balance) => balance > 0)
      .sort((a, b) => a - b);
    const all = held.reduce((sum, one) => sum + one, 0);
    const apart = held.reduce((sum, one) => sum + held.reduce((inner, other) => inner + Math.abs(one - other), 0), 0);
    const { gini, top_1_percent, dormant, tokens_held, tokens_issued, tokens_burned } = await monitor();
    assert.equal(gini.value, Math.round((apart / (2 * held.length * all)) * 10_000));
    const richest = held.slice(-Math.ceil(held.length / 100)).reduce((sum, one) => sum + one, 0);
    assert.equal(top_1_percent.value, Math.round((richest / all) * 10_000));
    assert.equal(dormant.value, Math.round((1_000 / all) * 10_000));
    assert.deepEqual([tokens_held.value, tokens_issued.value! - tokens_burned.value!], [all, all]);
    for (const figure of ["gini", "top_1_percent", "dormant"] as const) {
      const { part, whole } = await app.call(operations.economyParts, { figure }, admin());
      for (const one of [part, whole]) assert.equal(await sumOf(app, one, admin()), one.value);
    }
  });

  it("compares tokens with the hours of verified work", async () => {
    await app.emit(events.impactRecorded, award({ minutes: 120 }));
    await app.settled();
    const { tokens_per_hour, tokens_issued } = await monitor();
    assert.equal(tokens_per_hour.value, Math.round(tokens_issued.value! / 2));
    const { whole } = await app.call(operations.economyParts, { figure: "tokens_per_hour" }, admin());
    assert.deepEqual([whole.value, whole.unit], [120, "minutes"]);
  });

  it("follows what comes later, and refuses to follow a figure that is not the newest", async () => {
    const { part } = await app.call(operations.economyParts, { figure: "gini" }, admin());
    await post([earns(honest[1]!, 5)]);
    await assert.rejects(sumOf(app, part, admin()), { code: "figure_too_old" });
    await assert.rejects(app.call(operations.economyHolders, { figure: "held", tree_size: 1_000_000 }, admin()), {
      code: "figure_not_counted_yet",
    });
    assert.deepEqual(await findings(), []);
  });

  it("is recounted from the ledger by the audit", async () => {
    await sql`UPDATE analytics_holdings SET balance = balance + 1 WHERE account_id = (SELECT min(account_id) FROM analytics_holdings)`.execute(
      app.owner,
    );
    await sql`UPDATE analytics_sent SET movements = movements + 1 WHERE amount = 27`.execute(app.owner);
    assert.deepEqual(new Set(await findings()), new Set(["figure_holding_differs"]));
    assert.ok((await findings()).length >= 1 + feeders.length);
  });

  it("is for administrators", async () => {
    for (const role of ["government", "sponsor", "reviewer"] as const)
      await assert.rejects(app.call(operations.economyMonitor, {}, { as: app.user(role) }), { code: "forbidden" });
  });
});

describe("rules of the monitor", () => {
  it("find the groups in which each reaches each other, as a search from every account does", () => {
    const edge = fc.record({ from: fc.nat(9).map(String), to: fc.nat(9).map(String) });
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 30 }), (edges) => {
        const groups = stronglyConnected(edges).map((group) => [...group].sort().join());
        const accounts = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
        const reach = new Map(accounts.map((start) => [start, reachable(start, edges)]));
        const both = (a: string, b: string) => reach.get(a)!.has(b) && reach.get(b)!.has(a);
        const expected = new Set(
          accounts.map((a) =>
            accounts
              .filter((b) => a === b || both(a, b))
              .sort()
              .join(),
          ),
        );
        assert.deepEqual(new Set(groups), new Set([...expected].filter((group) => group.includes(","))));
      }),
    );
  });

  it("walk a chain of 100,000 transfers", () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => ({ from: String(index), to: String((index + 1) % 100_000) }));
    assert.equal(stronglyConnected(chain)[0]!.length, 100_000);
  });

  it("see no ring in friends who give each other a present", () => {
    const present = (from: string, to: string) => ({ from, to, amount: 60, movements: 1 });
    assert.deepEqual(ringsIn([present("a", "b"), present("b", "a")]), []);
  });

  it("stay silent about a young and a quiet programme", () => {
    const quiet = { holders: 3, top_1_percent: 9_000, gini: 9_000, dormant: 0, coverage: undefined, rings: 0, farms: 0 };
    assert.deepEqual(economyAlerts({ ...quiet, issued_week: 900, issued_usual: 0 }), []);
    const surge = economyAlerts({ ...quiet, issued_week: 4_001, issued_usual: 1_000 });
    assert.deepEqual(surge, [{ code: "issuance_surge", value: 4_001, limit: 1_000 }]);
  });
});

function reachable(start: string, edges: ReadonlyArray<{ from: string; to: string }>): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  while (open.length > 0) {
    const here = open.pop();
    for (const { from, to } of edges)
      if (from === here && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  }
  return seen;
}
