/** Prints the story a line a step, and counts what did not hold. */
export interface Narrator {
  chapter(title: string): void;
  /** Runs a step and prints its time; a throw fails the story. */
  step<T>(what: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T>;
  table(rows: Array<Record<string, string | number>>): void;
  say(text: string): void;
}

/** Fails a step in words. */
export function hold(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new Error(`does not hold: ${claim}`);
}

export function createNarrator(print: (line: string) => void): Narrator {
  return {
    say: print,
    chapter: (title) => print(`\n${title}`),
    async step(what, work, detail) {
      const start = performance.now();
      try {
        const result = await work();
        const note = detail?.(result);
        print(`  ok   ${seconds(start)}  ${what}${note ? `: ${note}` : ""}`);
        return result;
      } catch (error) {
        print(`  FAIL ${seconds(start)}  ${what}`);
        throw error;
      }
    },
    table(rows) {
      const columns = Object.keys(rows[0] ?? {});
      const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => String(row[column]).length)));
      const line = (cells: string[], values: Array<string | number>) =>
        `  ${cells.map((cell, index) => (typeof values[index] === "number" ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!))).join("  ")}`;
      print(line(columns, columns));
      for (const row of rows)
        print(
          line(
            columns.map((column) => String(row[column])),
            columns.map((column) => row[column]!),
          ),
        );
    },
  };
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(3).padStart(7)} s`;
}
