import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { v7 as uuidv7 } from "uuid";
import type { LedgerErrorCode, TransactionDraft } from "../src/index.ts";
import { burned, codes, issuance, mint, move, player, type Scenario, START, startScenario } from "./scenario.ts";

const LATER = new Date(START.getTime() + 60_000);

describe("refusals", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
    await scenario.accept(mint("ann", 100n));
    await scenario.accept(mint("ann", 100n, "XP"));
  });
  after(() => scenario.end());

  /** Posts the draft between two good ones: only it may be refused. */
  async function refuses(code: LedgerErrorCode, draft: TransactionDraft) {
    const results = await scenario.post(mint("bob", 1n), draft, mint("bob", 1n));
    assert.deepEqual(codes(results), ["ok", code, "ok"]);
    const refusal = results[1];
    assert.ok(refusal && !refusal.ok && refusal.message.length > 0);
    assert.doesNotThrow(() => JSON.stringify(refusal));
  }

  const good = () => move(player("ann"), player("bob"), 1n);
  const hold = (id: string, expires_at?: Date) =>
    scenario.accept(
      move(player("ann"), burned(), 1n, { transfers: [], holds: [{ id, debit: player("ann"), credit: burned(), amount: 5n, expires_at }] }),
    );
  const empty = (change: Partial<TransactionDraft>) => ({ ...good(), transfers: [], ...change });

  it("no_transfers", () => refuses("no_transfers", empty({})));

  it("id_invalid: of the transaction, a transfer, a hold, a correction, in any other form than lowercase UUID", async () => {
    await refuses("id_invalid", { ...good(), id: "1" });
    await refuses("id_invalid", { ...good(), id: uuidv7().toUpperCase() });
    await refuses("id_invalid", { ...good(), corrects: "x" });
    await refuses("id_invalid", { ...good(), transfers: [{ ...good().transfers![0]!, id: "" }] });
    await refuses("id_invalid", empty({ releases: [{ hold_id: "x" }] }));
  });

  it("text_invalid: empty, too long, with a zero byte or half a surrogate pair", async () => {
    await refuses("text_invalid", { ...good(), kind: "" });
    await refuses("text_invalid", { ...good(), kind: "a\0b" });
    await refuses("text_invalid", { ...good(), reason_ref: "x".repeat(257) });
    await refuses("text_invalid", { ...good(), subject_id: "\ud800" });
    await refuses("text_invalid", move(player("ann"), player("\0"), 1n));
    await refuses("text_invalid", move(player("ann"), player(""), 1n));
  });

  it("time_invalid", async () => {
    await refuses("time_invalid", { ...good(), occurred_at: new Date(Number.NaN) });
    await refuses("time_invalid", { ...good(), occurred_at: new Date(8.64e15) });
    const bad = { debit: player("ann"), credit: burned(), amount: 1n, expires_at: new Date(-1) };
    await refuses("time_invalid", empty({ holds: [bad] }));
  });

  it("detail_not_json", () => refuses("detail_not_json", { ...good(), detail: { amount: 5n } }));

  it("leaf_too_large: beyond the 65,535 bytes that an entry bundle can frame", async () => {
    await refuses("leaf_too_large", { ...good(), detail: { note: "x".repeat(65_535) } });
    assert.deepEqual(codes(await scenario.post({ ...good(), detail: { note: "x".repeat(64_000) } })), ["ok"]);
  });

  it("amount_not_positive", async () => {
    await refuses("amount_not_positive", move(player("ann"), player("bob"), 0n));
    await refuses("amount_not_positive", move(player("ann"), player("bob"), -1n));
  });

  it("amount_too_large: an amount, or a running sum, beyond 2^63 - 1", async () => {
    await refuses("amount_too_large", move(issuance("USD"), player("ann", "USD"), 2n ** 63n));
    await scenario.accept(move(issuance("EUR"), player("ann", "EUR"), 2n ** 63n - 1n));
    await refuses("amount_too_large", move(issuance("EUR"), player("bob", "EUR"), 1n));
    assert.equal(await scenario.available(player("ann", "EUR")), 2n ** 63n - 1n);
  });

  it("unknown_asset", () => refuses("unknown_asset", move(player("ann", "GOLD"), player("bob", "GOLD"), 1n)));

  it("account_kind_unknown", () =>
    refuses("account_kind_unknown", move(player("ann"), { kind: "pocket", owner_id: "bob", asset: "HEART" }, 1n)));

  it("account_owner_required", () => refuses("account_owner_required", move(issuance(), { kind: "player", asset: "HEART" }, 1n)));

  it("account_owner_not_allowed", () => refuses("account_owner_not_allowed", move({ ...issuance(), owner_id: "ann" }, player("ann"), 1n)));

  it("asset_mismatch", () => refuses("asset_mismatch", move(player("ann"), player("bob", "CREDIT"), 1n)));

  it("self_transfer", () => refuses("self_transfer", move(player("ann"), player("ann"), 1n)));

  it("xp_not_transferable: not between players, nor by way of any other account", async () => {
    await refuses("xp_not_transferable", move(player("ann", "XP"), player("bob", "XP"), 1n));
    await refuses("xp_not_transferable", move(player("ann", "XP"), { kind: "treasury", asset: "XP" }, 1n));
    const credit = player("bob", "XP");
    await refuses("xp_not_transferable", empty({ holds: [{ debit: player("ann", "XP"), credit, amount: 1n }] }));
    assert.deepEqual(codes(await scenario.post(move(player("ann", "XP"), burned("XP"), 1n))), ["ok"]);
  });

  it("burned_not_spendable: what is burned comes back only by a correction", async () => {
    const burn = await scenario.accept(move(player("ann"), burned(), 2n));
    await refuses("burned_not_spendable", move(burned(), player("ann"), 2n));
    assert.deepEqual(codes(await scenario.post(move(burned(), player("ann"), 2n, { corrects: burn.id }))), ["ok"]);
  });

  it("insufficient_funds: of a transfer and of a hold, and says what was available", async () => {
    await refuses("insufficient_funds", move(player("cid"), player("bob"), 1n));
    await refuses("insufficient_funds", empty({ holds: [{ debit: player("cid"), credit: burned(), amount: 1n }] }));
    await scenario.accept(mint("cid", 3n));
    const [result] = await scenario.post(move(player("cid"), player("bob"), 4n));
    assert.deepEqual(result && !result.ok && result.detail, { kind: "player", asset: "HEART", available: "3", needed: "4" });
  });

  it("duplicate_id_other_content: any difference counts", async () => {
    const id = uuidv7();
    await scenario.accept({ ...good(), id });
    await refuses("duplicate_id_other_content", { ...good(), id, reason_ref: "test:2" });
    await refuses("duplicate_id_other_content", { ...good(), id, occurred_at: LATER });
    await refuses("duplicate_id_other_content", { ...good(), id, subject_id: "ann" });
    await refuses("duplicate_id_other_content", { ...move(player("ann"), player("bob"), 2n), id });
    await refuses("duplicate_id_other_content", { ...move(player("ann"), player("cid"), 1n), id });
    await refuses("duplicate_id_other_content", { ...move(player("bob"), player("ann"), 1n), id });
  });

  it("duplicate_entry_id: a transfer's or hold's id that is taken, before or in the same transaction", async () => {
    const id = uuidv7();
    const transfer = { ...good().transfers![0]!, id };
    await refuses("duplicate_entry_id", { ...good(), transfers: [transfer, transfer] });
    await scenario.accept({ ...good(), transfers: [transfer] });
    await refuses("duplicate_entry_id", { ...good(), transfers: [transfer] });
    await refuses("duplicate_entry_id", empty({ holds: [{ id, debit: player("ann"), credit: burned(), amount: 1n }] }));
  });

  it("idempotency_mismatch", async () => {
    const idempotency = { principal: "ann", key: "k-1", fingerprint: "a" };
    await scenario.accept({ ...good(), idempotency });
    await refuses("idempotency_mismatch", { ...good(), idempotency: { ...idempotency, fingerprint: "b" } });
  });

  it("corrected_not_found", () => refuses("corrected_not_found", { ...good(), corrects: uuidv7() }));

  it("hold_not_found: of each kind of resolution", async () => {
    await refuses("hold_not_found", empty({ captures: [{ hold_id: uuidv7() }] }));
    await refuses("hold_not_found", empty({ releases: [{ hold_id: uuidv7() }] }));
    await refuses("hold_not_found", empty({ expiries: [{ hold_id: uuidv7() }] }));
  });

  it("hold_already_resolved: in an earlier transaction or in the same one", async () => {
    const hold_id = uuidv7();
    await hold(hold_id);
    await refuses("hold_already_resolved", empty({ captures: [{ hold_id, amount: 2n }], releases: [{ hold_id }] }));
    await scenario.accept(empty({ captures: [{ hold_id, amount: 2n }] }));
    await refuses("hold_already_resolved", empty({ captures: [{ hold_id, amount: 1n }] }));
    await refuses("hold_already_resolved", empty({ releases: [{ hold_id }] }));
  });

  it("hold_amount_exceeded", async () => {
    const hold_id = uuidv7();
    await hold(hold_id);
    await refuses("hold_amount_exceeded", empty({ captures: [{ hold_id, amount: 6n }] }));
    await refuses("amount_not_positive", empty({ captures: [{ hold_id, amount: 0n }] }));
  });

  it("hold_not_expired before its time, hold_expired from then on; without a time it never expires", async () => {
    const [hold_id, endless] = [uuidv7(), uuidv7()];
    await hold(hold_id, LATER);
    await hold(endless);
    await refuses("hold_not_expired", empty({ expiries: [{ hold_id }] }));
    scenario.clock.now = LATER;
    await refuses("hold_expired", empty({ captures: [{ hold_id }] }));
    await refuses("hold_not_expired", empty({ expiries: [{ hold_id: endless }] }));
    assert.deepEqual(codes(await scenario.post(empty({ expiries: [{ hold_id }] }))), ["ok"]);
  });

  it("leave a ledger that the audit finds nothing wrong with", async () => {
    assert.deepEqual((await scenario.audit()).codes, []);
  });
});
