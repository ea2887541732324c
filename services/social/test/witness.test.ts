import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { witnessReasons } from "@oneheart/contracts";
import { sql } from "kysely";
import { forgetPresence } from "../src/jobs/forget-presence.ts";
import { bootWorld, elsewhere, here, hostileText, nobody, operations, pages } from "./support/world.ts";

const world = await bootWorld({ after });
const { app } = world;
const told = (proof_id: string) => app.eventsOf("proof.witnessed").filter((event) => event.proof_id === proof_id);

test("who is there and is somebody else is a plausible witness, and others are told", async () => {
  const [owner, witness] = [await world.person(), await world.person()];
  const { proof_id, action_id } = await world.evidence(owner);
  const said = await world.witness(witness, proof_id, { ...here, statement: hostileText });
  assert.deepEqual(operations.witnessProof.output.parse(said), said);
  assert.deepEqual([said.verdict, said.statement, said.plausible, said.reasons], ["confirm", hostileText, true, ["there_now"]]);
  await app.settled();
  const witness_id = witness.playerId;
  const expected = { proof_id, action_id, witness_id, verdict: "confirm", plausible: true, weight: 0, reasons: ["there_now"] };
  assert.deepEqual(told(proof_id), [expected]);
  const [kept] = await world.witnessesOf(proof_id, proof_id);
  const { id: _, ...rest } = said;
  assert.deepEqual(kept, { ...rest, witness_id, weight: 0, circle: witness_id });
});

test("every reason has words", () => {
  for (const reason of operations.witnessProof.output.shape.reasons.element.options) assert.match(witnessReasons[reason], /^[A-Z].+\.$/);
});

test("a statement is optional, and broken characters are mended", async () => {
  const { proof_id } = await world.evidence(await world.person());
  assert.equal((await world.witness(await world.person(), proof_id)).statement, null);
  assert.equal((await world.witness(await world.person(), proof_id, { statement: "  " })).statement, null);
  assert.equal((await world.witness(await world.person(), proof_id, { statement: "seen \ud83d" })).statement, "seen \ufffd");
  const wordy = { statement: "x".repeat(1001) };
  await assert.rejects(world.witness(await world.person(), proof_id, wordy), { code: "invalid_input" });
});

test("only players witness", async () => {
  const { proof_id } = await world.evidence(await world.person());
  const input = { proof_id, verdict: "confirm" as const };
  await assert.rejects(app.call(operations.witnessProof, input), { code: "unauthenticated" });
  for (const role of ["reviewer", "sponsor", "government", "admin"] as const)
    await assert.rejects(app.call(operations.witnessProof, input, { as: app.user(role) }), { code: "forbidden" });
});

test("location_incomplete: a latitude needs its longitude", async () => {
  const { proof_id } = await world.evidence(await world.person());
  const witness = await world.person();
  await assert.rejects(world.witness(witness, proof_id, { lat: 1 }), { code: "location_incomplete", status: 400 });
  await assert.rejects(world.witness(witness, proof_id, { lng: 1 }), { code: "location_incomplete", status: 400 });
});

test("proof_not_found: there must be something to witness", async () => {
  await assert.rejects(world.witness(await world.person(), nobody), { code: "proof_not_found", status: 404 });
});

test("own_proof: nobody is their own witness, whatever letters the id is written in", async () => {
  const owner = await world.person();
  const { proof_id } = await world.evidence(owner);
  await assert.rejects(world.witness(owner, proof_id, here), { code: "own_proof", status: 403 });
  await assert.rejects(world.witness(owner, proof_id.toUpperCase(), here), { code: "own_proof" });
});

test("witness_too_late: a month on nobody remembers", async () => {
  const { proof_id } = await world.evidence(await world.person(), { captured_at: world.minutesFromNow(-30 * 1440 - 1) });
  await assert.rejects(world.witness(await world.person(), proof_id, here), { code: "witness_too_late", status: 409 });
});

test("already_witnessed: once per proof and witness, also when both come at once", async () => {
  const evidence = await world.evidence(await world.person());
  const witness = await world.person();
  const tried = await Promise.allSettled(Array.from({ length: 4 }, () => world.witness(witness, evidence.proof_id, here)));
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  for (const each of tried) if (each.status === "rejected") assert.equal(each.reason.code, "already_witnessed");
  await app.settled();
  assert.equal(told(evidence.proof_id).length, 1);
  assert.equal((await world.community(evidence.zone_id, witness)).totals.confirmations, 1);
  await assert.rejects(world.witness(witness, evidence.proof_id, { verdict: "dispute" }), { code: "already_witnessed", status: 409 });
});

test("the same idempotency key gives the first answer again", async () => {
  const { proof_id } = await world.evidence(await world.person());
  const options = { as: await world.person(), idempotencyKey: randomUUID() };
  const input = { proof_id, verdict: "confirm" as const, ...here };
  const first = await app.call(operations.witnessProof, input, options);
  assert.deepEqual(await app.call(operations.witnessProof, input, options), first);
  await app.settled();
  assert.equal(told(proof_id).length, 1);
});

test("rate_limited: a burst of statements is refused", async () => {
  const witness = await world.person();
  const { proof_id } = await world.evidence(await world.person());
  for (let index = 0; index < 5; index += 1) await assert.rejects(world.witness(witness, nobody), { code: "proof_not_found" });
  await assert.rejects(world.witness(witness, proof_id), { code: "rate_limited", status: 429 });
  await world.witness(await world.person(), proof_id);
});

test("who shares a device or an address with the player does not count, however often a session moved", async () => {
  const device = `device ${randomUUID()}`;
  const [owner, other] = [await world.person({ addresses: ["203.0.113.9", device] }), await world.person({ addresses: [device] })];
  const { proof_id } = await world.evidence(owner);
  assert.deepEqual((await world.witness(other, proof_id, here)).reasons, ["there_now", "same_device"]);
  const neighbour = await world.person({ addresses: ["203.0.113.9"] });
  const said = await world.witness(neighbour, proof_id, here);
  assert.deepEqual([said.plausible, said.reasons], [false, ["there_now", "same_address"]]);
  const visitor = await world.person({ addresses: ["198.51.100.1"] });
  assert.deepEqual((await world.witness(visitor, proof_id, here, "203.0.113.9")).reasons, ["there_now", "same_address"]);
});

test("an address that a whole school shares says nothing", async () => {
  world.sharing.set("192.0.2.1", 21);
  const [owner, witness] = [await world.person({ addresses: ["192.0.2.1"] }), await world.person({ addresses: ["192.0.2.1"] })];
  const { proof_id } = await world.evidence(owner);
  assert.equal((await world.witness(witness, proof_id, here)).plausible, true);
});

test("what is not plausible is kept with its reasons, weighs nothing, and adds to no count", async () => {
  const evidence = await world.evidence(await world.person());
  const witness = await world.person({ days: 0.5 });
  const said = await world.witness(witness, evidence.proof_id, { ...elsewhere, verdict: "dispute" });
  assert.deepEqual([said.plausible, said.reasons], [false, ["elsewhere", "account_new"]]);
  const [kept] = await world.witnessesOf(evidence.proof_id);
  assert.deepEqual([kept!.plausible, kept!.weight, kept!.verdict], [false, 0, "dispute"]);
  const community = await world.community(evidence.zone_id, witness);
  assert.deepEqual([community.totals.disputes, community.witnesses], [0, []]);
});

test("own verified evidence shows that a witness was there, as long as it stays verified", async () => {
  const owner = await world.person();
  const asked = () => world.evidence(owner);
  const witness = await world.person();
  const own = await world.evidence(witness, { captured_at: world.minutesFromNow(-40) });
  const reasons = async () => (await world.witness(witness, (await asked()).proof_id)).reasons;
  assert.deepEqual(await reasons(), ["place_unknown"]);
  await world.decided(own, "verified", 2);
  assert.deepEqual(await reasons(), ["own_evidence_there"]);
  await world.decided(own, "in_review", 1);
  assert.deepEqual(await reasons(), ["own_evidence_there"]);
  await world.decided(own, "rejected", 3);
  assert.deepEqual(await reasons(), ["place_unknown"]);
});

test("a witness weighs what reviewers found right before, and nothing as a newcomer", async () => {
  const [owner, witness] = [await world.person(), await world.person()];
  const speak = async (verdict: "confirm" | "dispute") => {
    await app.backing.cache.delete(`social:witness:60000:${witness.playerId}`);
    const evidence = await world.evidence(owner);
    await world.witness(witness, evidence.proof_id, { verdict, ...here });
    const [kept] = await world.witnessesOf(evidence.proof_id);
    return { evidence, weight: kept!.weight };
  };
  for (let index = 0; index < 6; index += 1) {
    const { evidence, weight } = await speak(index % 2 === 0 ? "confirm" : "dispute");
    if (index < 3) assert.equal(weight, 0);
    await world.decided(evidence, "verified");
    await world.reviewed(evidence, index % 2 === 0 ? "approve" : "reject");
  }
  const { evidence: last, weight: reliable } = await speak("confirm");
  assert.ok(reliable > 0 && reliable <= 700, String(reliable));
  await world.reviewed(last, "reject");
  const { evidence: undecided, weight: shaken } = await speak("confirm");
  assert.ok(shaken < reliable, `${shaken} < ${reliable}`);
  await world.reviewed(undecided, "reject", false);
  assert.equal((await speak("confirm")).weight, shaken);
  await world.reviewed(last, "approve");
  assert.ok((await speak("confirm")).weight > shaken);
});

test("hindsight earns nothing: what is said after the decision is not judged by it", async () => {
  const [owner, witness] = [await world.person(), await world.person()];
  const evidence = await world.evidence(owner);
  await world.reviewed(evidence, "approve");
  await world.witness(witness, evidence.proof_id, here);
  const outcome = async () => {
    const { rows } = await sql<{ outcome: string | null }>`SELECT outcome FROM witnesses WHERE proof_id = ${evidence.proof_id}`.execute(
      app.db,
    );
    return rows[0]!.outcome;
  };
  assert.equal(await outcome(), null);
  await world.reversed(evidence);
  assert.equal(await outcome(), "overturned");
});

test("witnesses who share a device or an address are one circle", async () => {
  const { proof_id } = await world.evidence(await world.person());
  const home = "198.51.100.77";
  const people = [await world.person({ addresses: [home] }), await world.person({ addresses: [home] }), await world.person()];
  for (const each of people) await world.witness(each, proof_id, here);
  const circles = (await world.witnessesOf(proof_id)).map(({ circle }) => circle);
  assert.equal(new Set(circles).size, 2);
  assert.equal(circles[0], circles[1]);
});

test("confirmations come out as edges, oldest first, page by page, from a moment on", async () => {
  app.clock.advance({ hours: 1 });
  const since = app.clock.now().toISOString();
  const owner = await world.person();
  const given: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const witness = await world.person();
    await world.witness(witness, (await world.evidence(owner)).proof_id, here);
    given.push(witness.playerId);
  }
  await world.witness(await world.person(), (await world.evidence(owner)).proof_id, { verdict: "dispute" });
  const read = (cursor?: string) => app.call(operations.witnessEdges, { since, cursor, limit: 2 }, { as: "system" });
  const edges = (await pages(read)).flat();
  assert.deepEqual(
    edges.map(({ witness_id }) => witness_id),
    given,
  );
  for (const edge of edges) assert.deepEqual([edge.player_id, edge.verdict, edge.plausible], [owner.playerId, "confirm", true]);
  await assert.rejects(read("bm90IG91cnM"), { code: "invalid_input" });
});

test("an erased witness's words, position and devices go, the verdict stays; so do words about an erased player", async () => {
  const [owner, witness] = [await world.person(), await world.person({ addresses: ["198.51.100.99"] })];
  const theirs = await world.evidence(owner);
  await world.witness(witness, theirs.proof_id, { ...here, statement: "I live next door" });
  const own = await world.evidence(witness);
  await world.decided(own, "verified");
  await world.witness(owner, own.proof_id, { ...here, statement: "she lives next door" });
  await world.erased(witness);
  const { rows } = await sql<Record<string, unknown>>`
    SELECT statement, lat, lng, cardinality(traces) AS traces, plausible FROM witnesses
    WHERE proof_id = ANY(${[theirs.proof_id, own.proof_id]}::uuid[])`.execute(app.db);
  assert.equal(rows.length, 2);
  for (const row of rows) assert.deepEqual([row.statement, row.lat, row.lng, row.plausible], [null, null, null, true]);
  assert.deepEqual(
    rows.map(({ traces }) => traces),
    [0, 0],
  );
  const presence = await sql`SELECT FROM witness_presence WHERE player_id = ${witness.playerId}`.execute(app.db);
  assert.equal(presence.rows.length, 0);
});

test("where players were is forgotten after 30 days", async () => {
  const own = await world.evidence(await world.person());
  await world.decided(own, "verified");
  const kept = async () => (await sql`SELECT FROM witness_presence WHERE proof_id = ${own.proof_id}`.execute(app.db)).rows.length;
  await forgetPresence.run(app.kernel.context("social"));
  assert.equal(await kept(), 1);
  app.clock.advance({ days: 31 });
  await forgetPresence.run(app.kernel.context("social"));
  assert.equal(await kept(), 0);
  await world.decided(own, "verified", 2);
  assert.equal(await kept(), 0);
});
