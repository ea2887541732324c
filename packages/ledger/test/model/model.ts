import type { LedgerErrorCode } from "../../src/index.ts";
import { contentOf, HOLDS, OWNERS, ordered, type Part, type Party, type Request } from "./requests.ts";

/** `ok` and `replayed`, or why not. */
export type Answer = "ok" | "replayed" | LedgerErrorCode;

/** What the ledger must do, in maps instead of tables. */
export interface Model {
  /** What has come in minus what has gone out, of all but issuance. */
  posted: Map<Party, number>;
  pending: Map<Party, number>;
  holds: Map<number, "open" | "resolved">;
  by_id: Map<number, string>;
  by_key: Map<number, string>;
  /** Since the start of the holds' clock. */
  minutes: number;
}

export function newModel(burned: number): Model {
  const posted = new Map<Party, number>([...OWNERS.map((owner) => [owner, 0] as const), ["burned", burned]]);
  return { posted, pending: new Map(), holds: new Map(), by_id: new Map(), by_key: new Map(), minutes: 0 };
}

export function copyOf(model: Model): Model {
  const { posted, pending, holds, by_id, by_key, minutes } = model;
  const copy = { posted: new Map(posted), pending: new Map(pending), holds: new Map(holds) };
  return { ...copy, by_id: new Map(by_id), by_key: new Map(by_key), minutes };
}

/** Answers a batch, each request as if those before it had been sent alone. */
export function answerBatch(model: Model, batch: readonly Request[]): Answer[] {
  const drafted = new Set(
    batch.flatMap((request) => (refusedAlone(request) ? [] : request.parts.flatMap((one) => (one.type === "hold" ? one.hold : [])))),
  );
  return batch.map((request) => answer(model, request, drafted));
}

/** Answers one request and changes the model; refused, it changes nothing. `drafted` are holds that its batch makes. */
export function answer(model: Model, request: Request, drafted: ReadonlySet<number>): Answer {
  const { id, key, corrects } = request;
  const alone = refusedAlone(request);
  if (alone) return alone;
  if (resolvedBy(request).some((hold) => !model.holds.has(hold) && !drafted.has(hold))) return "hold_not_found";
  const content = contentOf(request);
  if (key !== undefined && model.by_key.has(key)) return model.by_key.get(key) === content ? "replayed" : "idempotency_mismatch";
  if (id !== undefined && model.by_id.has(id)) return model.by_id.get(id) === content ? "replayed" : "duplicate_id_other_content";
  if (corrects !== undefined && !model.by_id.has(corrects)) return "corrected_not_found";
  const made = request.parts.flatMap((one) => (one.type === "hold" ? one.hold : []));
  if (new Set(made).size < made.length || made.some((hold) => model.holds.has(hold))) return "duplicate_entry_id";

  const after = copyOf(model);
  for (const part of ordered(request.parts)) {
    const refusal = apply(after, part);
    if (refusal) return refusal;
  }
  if (id !== undefined) after.by_id.set(id, content);
  if (key !== undefined) after.by_key.set(key, content);
  Object.assign(model, after);
  return "ok";
}

function refusedAlone({ parts, corrects }: Request): LedgerErrorCode | undefined {
  for (const part of parts) {
    if (part.type !== "transfer") continue;
    if (part.from === part.to) return "self_transfer";
    if (part.from === "burned" && corrects === undefined) return "burned_not_spendable";
  }
  return undefined;
}

function resolvedBy({ parts }: Request): number[] {
  return parts.flatMap((part) => (part.type === "transfer" || part.type === "hold" ? [] : part.hold));
}

function apply(model: Model, part: Part): LedgerErrorCode | undefined {
  if (part.type === "transfer") return move(model, part.from, part.to, part.amount);
  const { from, to, amount, minutes } = HOLDS[part.hold]!;
  const reserve = (by: number) => void model.pending.set(from, (model.pending.get(from) ?? 0) + by);
  if (part.type === "hold") {
    if (available(model, from) < amount) return "insufficient_funds";
    reserve(amount);
    model.holds.set(part.hold, "open");
    return undefined;
  }
  const state = model.holds.get(part.hold);
  if (state !== "open") return state === "resolved" ? "hold_already_resolved" : "hold_not_found";
  const isOverdue = minutes !== undefined && minutes <= model.minutes;
  if (part.type === "expiry" && !isOverdue) return "hold_not_expired";
  if (part.type === "capture") {
    if (isOverdue) return "hold_expired";
    if ((part.amount ?? amount) > amount) return "hold_amount_exceeded";
  }
  reserve(-amount);
  model.holds.set(part.hold, "resolved");
  return part.type === "capture" ? move(model, from, to, part.amount ?? amount) : undefined;
}

function move(model: Model, from: Party, to: Party, amount: number): LedgerErrorCode | undefined {
  if (available(model, from) < amount) return "insufficient_funds";
  model.posted.set(from, (model.posted.get(from) ?? 0) - amount);
  model.posted.set(to, (model.posted.get(to) ?? 0) + amount);
  return undefined;
}

/** Issuance has no limit. */
function available(model: Model, party: Party): number {
  return party === "issuance" ? Number.POSITIVE_INFINITY : (model.posted.get(party) ?? 0) - (model.pending.get(party) ?? 0);
}
