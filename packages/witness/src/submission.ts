import {
  type AddCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  TlogError,
  type Verifier,
} from "@oneheart/tlog";
import { Refusal } from "./refusal.ts";

/** The logs that a witness watches, by origin, with the keys that each may sign with. */
export type KnownLogs = ReadonlyMap<string, readonly Verifier[]>;

/** A request whose checkpoint one of the log's keys has signed. */
export interface Submission extends Pick<AddCheckpoint, "oldSize" | "proof"> {
  readonly checkpoint: OpenedCheckpoint;
  /** The checkpoint word for word, and the part of it that is signed. */
  readonly note: string;
  readonly text: string;
}

/** Reads a request and checks who signed it; needs to know nothing of the past. Refuses with 400, 404 and 403. */
export function readSubmission(body: Uint8Array, logs: KnownLogs): Submission {
  const { request, text, origin } = parse(body);
  const keys = logs.get(origin);
  if (keys === undefined) throw new Refusal(404, `this witness does not watch ${JSON.stringify(origin)}`);
  const checkpoint = open(request.checkpoint, origin, keys);
  if (request.oldSize > checkpoint.size) throw new Refusal(400, `old size ${request.oldSize} is above the checkpoint's ${checkpoint.size}`);
  return { oldSize: request.oldSize, proof: request.proof, checkpoint, note: request.checkpoint, text };
}

function parse(body: Uint8Array): { request: AddCheckpoint; text: string; origin: string } {
  try {
    const request = parseAddCheckpoint(body);
    const { text } = parseNote(request.checkpoint);
    return { request, text, origin: parseCheckpoint(text).origin };
  } catch (error) {
    if (error instanceof TlogError) throw new Refusal(400, error.message);
    throw error;
  }
}

function open(note: string, origin: string, keys: readonly Verifier[]): OpenedCheckpoint {
  try {
    return openCheckpoint(note, { log: keys, origin });
  } catch (error) {
    if (error instanceof TlogError) throw new Refusal(403, error.message);
    throw error;
  }
}
