import fc from "fast-check";
import type { AccountRef, TransactionDraft } from "../../src/index.ts";
import { burned, issuance, player, START } from "../scenario.ts";

/** The small world of the model: few accounts, holds, ids and keys, so that requests meet each other. */
export const OWNERS = ["ann", "bob", "cid"] as const;
export type Party = (typeof OWNERS)[number] | "issuance" | "burned";

/** What a hold is follows from its number, so that two drafts of one hold never differ. */
export const HOLDS = [
  { from: "ann", to: "burned", amount: 8, minutes: undefined },
  { from: "bob", to: "burned", amount: 5, minutes: 10 },
  { from: "cid", to: "ann", amount: 12, minutes: -10 },
  { from: "ann", to: "bob", amount: 20, minutes: 30 },
  { from: "bob", to: "cid", amount: 3, minutes: -1 },
] as const;

export type Part =
  | { type: "transfer"; from: Party; to: Party; amount: number }
  | { type: "hold"; hold: number }
  | { type: "capture"; hold: number; amount: number | undefined }
  | { type: "release" | "expiry"; hold: number };

/** What a client asks for. `id`, `key` and `corrects` are numbers out of a few, so that they are used again. */
export interface Request {
  parts: Part[];
  id: number | undefined;
  key: number | undefined;
  corrects: number | undefined;
}

const amount = fc.integer({ min: 1, max: 25 });
const hold = fc.nat(HOLDS.length - 1);
const owner = fc.constantFrom<Party>(...OWNERS);
const part: fc.Arbitrary<Part> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("transfer" as const), from: fc.constant("issuance" as const), to: owner, amount }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("transfer" as const), from: owner, to: owner, amount }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("transfer" as const), from: owner, to: fc.constant("burned" as const), amount }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("transfer" as const), from: fc.constant("burned" as const), to: owner, amount }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("hold" as const), hold }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("capture" as const), hold, amount: fc.option(amount, { nil: undefined }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("release" as const, "expiry" as const), hold }) },
);
/** Under an id or a key or neither: with both, a batch may name another of two reasons to refuse than its requests alone would. */
const nothing = { id: fc.constant(undefined), key: fc.constant(undefined) };
const identity = fc.oneof(fc.record(nothing), fc.record({ ...nothing, id: fc.nat(9) }), fc.record({ ...nothing, key: fc.nat(9) }));
/** Most have one part: the more there are, the more often one of them is refused. */
const parts = fc.oneof(
  { weight: 3, arbitrary: fc.array(part, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(part, { minLength: 2, maxLength: 4, size: "max" }) },
);

/** Requests that correct only the transactions in `corrects`. */
export function requests(corrects: fc.Arbitrary<number | undefined>): fc.Arbitrary<Request> {
  return fc.tuple(fc.record({ parts, corrects }), identity).map(([request, under]) => ({ ...request, ...under }));
}

/** Gives every owner something to begin with. */
export const OPENING: readonly Request[] = OWNERS.map((to) => {
  return { parts: [{ type: "transfer", from: "issuance", to, amount: 25 }], id: undefined, key: undefined, corrects: undefined };
});

/** A request, or the one that was made so many requests ago. */
export type Asked = Request | { ago: number };

export function askedOf(request: fc.Arbitrary<Request>): fc.Arbitrary<Asked> {
  return fc.oneof({ weight: 4, arbitrary: request }, { weight: 1, arbitrary: fc.record({ ago: fc.nat(20) }) });
}

/** Puts the earlier request in the place of each `ago`; `earlier` grows by what was asked. */
export function recall(asked: readonly Asked[], earlier: Request[]): Request[] {
  return asked.map((one) => {
    const request = "ago" in one ? (earlier.at(-1 - one.ago) ?? earlier[0]!) : one;
    earlier.push(request);
    return request;
  });
}

/** Names that belong to one run, so that runs share a database without meeting. */
export interface Names {
  owner(party: Party): AccountRef;
  transactionId(id: number): string;
  holdId(hold: number): string;
  principal: string;
}

export function namesOf(run: number): Names {
  const uuid = (space: number, index: number) =>
    `${run.toString(16).padStart(8, "0")}-000${space}-7000-8000-${index.toString(16).padStart(12, "0")}`;
  return {
    owner: (party) => (party === "issuance" ? issuance() : party === "burned" ? burned() : player(`${party}-${run}`)),
    transactionId: (id) => uuid(1, id),
    holdId: (index) => uuid(2, index),
    principal: `run-${run}`,
  };
}

/** What is asked, without the names under which: two requests with the same content are the same request. */
export function contentOf({ parts, corrects }: Request): string {
  const whole = parts.map((one) => (one.type === "capture" ? { ...one, amount: one.amount ?? HOLDS[one.hold]!.amount } : one));
  return JSON.stringify([ordered(whole), corrects ?? null]);
}

const ORDER = ["release", "expiry", "capture", "transfer", "hold"];

/** The order in which a transaction's parts apply. */
export function ordered(parts: readonly Part[]): Part[] {
  return parts.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

/** The request as the ledger takes it. Holds expire in minutes after `START`. */
export function draftOf(request: Request, names: Names): TransactionDraft {
  const { parts, id, key, corrects } = request;
  const of = <T extends Part["type"]>(type: T) => parts.filter((one): one is Extract<Part, { type: T }> => one.type === type);
  const hold_id = (one: { hold: number }) => names.holdId(one.hold);
  return {
    kind: "test.model",
    reason_ref: names.principal,
    occurred_at: START,
    id: id === undefined ? undefined : names.transactionId(id),
    corrects: corrects === undefined ? undefined : names.transactionId(corrects),
    idempotency: key === undefined ? undefined : { principal: names.principal, key: String(key), fingerprint: contentOf(request) },
    transfers: of("transfer").map((one) => ({ debit: names.owner(one.from), credit: names.owner(one.to), amount: BigInt(one.amount) })),
    holds: of("hold").map((one) => ({ id: hold_id(one), ...holdDraft(one.hold, names) })),
    captures: of("capture").map((one) => ({
      hold_id: hold_id(one),
      amount: one.amount === undefined ? undefined : BigInt(one.amount),
    })),
    releases: of("release").map((one) => ({ hold_id: hold_id(one) })),
    expiries: of("expiry").map((one) => ({ hold_id: hold_id(one) })),
  };
}

function holdDraft(index: number, names: Names) {
  const { from, to, amount, minutes } = HOLDS[index]!;
  const expires_at = minutes === undefined ? null : minutesAfterStart(minutes);
  return { debit: names.owner(from), credit: names.owner(to), amount: BigInt(amount), expires_at };
}

export function minutesAfterStart(minutes: number): Date {
  return new Date(START.getTime() + minutes * 60_000);
}
