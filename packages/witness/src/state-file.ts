import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { parseCheckpoint, parseNote, TlogError, type TreeHead } from "@oneheart/tlog";
import { z } from "zod";
import { StartError } from "./start-error.ts";

/** What a witness must not forget: the last checkpoint that it cosigned of each log. */
export interface State {
  last(origin: string): TreeHead | undefined;
  /** Answers when the checkpoint would survive the loss of power; only then may it be cosigned. */
  save(origin: string, note: string): Promise<void>;
}

const Stored = z.strictObject({ version: z.literal(1), checkpoints: z.record(z.string(), z.string()) });

/** Opens the state in a file, which need not be there yet. Throws `StartError` when it cannot be read for what it is. */
export async function openState(path: string): Promise<State> {
  const notes = await load(path);
  const heads = new Map([...notes].map(([origin, note]) => [origin, headOf(note)]));
  let writing: Promise<unknown> = Promise.resolve();

  async function write(origin: string, note: string): Promise<void> {
    const all = new Map(notes).set(origin, note);
    await replaceFile(path, `${JSON.stringify({ version: 1, checkpoints: Object.fromEntries(all) }, null, 2)}\n`);
    notes.set(origin, note);
    heads.set(origin, headOf(note));
  }

  return {
    last: (origin) => heads.get(origin),
    save(origin, note) {
      // One after another: each file has all logs in it.
      const written = writing.then(() => write(origin, note));
      writing = written.catch(() => {});
      return written;
    },
  };
}

async function load(path: string): Promise<Map<string, string>> {
  try {
    const { checkpoints } = Stored.parse(JSON.parse(await readFile(path, "utf8")));
    const wrong = Object.entries(checkpoints).find(([origin, note]) => parseCheckpoint(parseNote(note).text).origin !== origin);
    if (wrong) throw new SyntaxError(`what it says of ${wrong[0]} is of another log`);
    return new Map(Object.entries(checkpoints));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return new Map();
    const isUnreadable = code !== undefined || error instanceof SyntaxError || error instanceof z.ZodError || error instanceof TlogError;
    if (isUnreadable) throw new StartError(`WITNESS_STATE: ${path} cannot be used, and to begin anew would break a promise: ${message}`);
    throw error;
  }
}

function headOf(note: string): TreeHead {
  return parseCheckpoint(parseNote(note).text);
}

/** Puts a file in the place of another so that after a crash there is the one or the other. */
async function replaceFile(path: string, text: string): Promise<void> {
  const next = `${path}.new`;
  await writeThrough(next, text);
  await rename(next, path);
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
