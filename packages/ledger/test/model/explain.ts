import { type Answer, answer, copyOf, type Model } from "./model.ts";
import type { Request } from "./requests.ts";

/** A request and what a client was told. `sent` and `answered` are ticks of one clock that all clients share. */
export interface Told {
  request: Request;
  code: Answer;
  sent: number;
  answered: number;
  /** Of the transaction that is recorded, of this call or of an earlier one. */
  seq: bigint | undefined;
  /** The requests of one call, in their order. */
  call: number;
}

/**
 * Looks for a serial order that explains every answer. What was accepted happened in the order of seq; whatever else was
 * answered must be the model's answer at some moment between sending and answering. Answers what it cannot explain.
 */
export function unexplained(start: Model, told: readonly Told[]): Told[] {
  const accepted = told.filter(({ code }) => code === "ok").sort((a, b) => Number(a.seq! - b.seq!));
  const states = [start];
  const wrong: Told[] = [];
  for (const one of accepted) {
    const after = copyOf(states.at(-1)!);
    if (answer(after, one.request, new Set()) !== "ok") wrong.push(one);
    states.push(after);
  }
  const rest = told.filter(({ code }) => code !== "ok");
  return [...wrong, ...rest.filter((one) => !isExplained(one, { start, states, accepted, told }))];
}

interface History {
  start: Model;
  /** After so many of the accepted ones. */
  states: readonly Model[];
  accepted: readonly Told[];
  told: readonly Told[];
}

function isExplained(one: Told, { start, states, accepted, told }: History): boolean {
  const [first, last] = momentsOf(one, accepted);
  const together = told.filter((other) => other.sent < one.answered && other.answered > one.sent);
  // A batch puts requests together, and a hold that is only drafted there is not unknown any more.
  const drafted = new Set(together.flatMap(({ request }) => request.parts.flatMap((part) => (part.type === "hold" ? part.hold : []))));
  const answers = (model: Model) => [new Set<number>(), drafted].some((holds) => answer(copyOf(model), one.request, holds) === one.code);
  for (let moment = first; moment <= last; moment += 1) if (answers(states[moment]!)) return true;
  // One that drew its seq and had not committed: only later ones on other accounts had.
  const late = accepted.filter((other) => together.includes(other));
  return late.some((other) => answers(without(start, accepted.slice(0, last), other)));
}

/** The first and the last number of accepted requests that may have happened before this one was decided on. */
function momentsOf(one: Told, accepted: readonly Told[]): [number, number] {
  const isBefore = (other: Told) => other.answered < one.sent || (other.call === one.call && turn(other) < turn(one));
  const isAfter = (other: Told) => other.sent > one.answered || (other.call === one.call && turn(other) > turn(one));
  const end = accepted.findIndex(isAfter);
  return [accepted.findLastIndex(isBefore) + 1, end === -1 ? accepted.length : end];
}

const turn = ({ answered }: Told) => answered;

function without(start: Model, accepted: readonly Told[], left_out: Told): Model {
  const model = copyOf(start);
  for (const other of accepted) if (other !== left_out) answer(model, other.request, new Set());
  return model;
}
