import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Compares a text file with what it must hold, piece by piece, so that the first difference can be named. */
export interface RowsChecker {
  /** The next piece; `what` it is. */
  expect(text: string, what: string): void;
  /** What is wrong with the file, if anything. Call it once, at the end. */
  finish(): string[];
}

/** Opens the file; one that cannot be read is a finding. */
export function rowsChecker(path: string, name: string): RowsChecker {
  const file = tryOpen(path);
  let at = 0;
  let finding = file === undefined ? `${name}: not there` : undefined;
  return {
    expect(text, what) {
      if (file === undefined || finding !== undefined) return;
      const wanted = Buffer.from(text);
      const found = Buffer.alloc(wanted.length);
      const length = readSync(file, found, 0, wanted.length, at);
      at += wanted.length;
      if (length < wanted.length || !found.equals(wanted)) finding = `${name}: ${what} is not what was signed`;
    },
    finish() {
      if (file === undefined) return [finding!];
      if (finding === undefined && fstatSync(file).size !== at) finding = `${name}: there is more in it than was signed`;
      closeSync(file);
      return finding === undefined ? [] : [finding];
    },
  };
}

function tryOpen(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch {
    return undefined;
  }
}
