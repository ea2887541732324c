/** Where a command writes: findings and results to `out`, warnings to `warn`, and how far it is to `progress`, which replaces itself. */
export interface Terminal {
  out(line: string): void;
  warn(line: string): void;
  progress(line: string): void;
}

const ERASE_LINE = "\r\u001b[2K";
const EVERY_MS = 100;

/** The process's own; progress shows only where somebody looks at stderr. */
export function processTerminal(): Terminal {
  const isWatched = process.stderr.isTTY === true;
  let shown_at = 0;
  let isShown = false;
  const clear = () => {
    if (isShown) process.stderr.write(ERASE_LINE);
    isShown = false;
  };
  return {
    out(line) {
      clear();
      process.stdout.write(`${printable(line)}\n`);
    },
    warn(line) {
      clear();
      process.stderr.write(`${printable(line)}\n`);
    },
    progress(line) {
      const now = performance.now();
      if (!isWatched || now - shown_at < EVERY_MS) return;
      shown_at = now;
      isShown = true;
      process.stderr.write(`${ERASE_LINE}${printable(line).slice(0, (process.stderr.columns ?? 80) - 1)}`);
    },
  };
}

/** What comes from a stranger's log must not steer the terminal. */
function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this replaces
  return line.replace(/[\x00-\x1f\x7f-\x9f]/g, "\ufffd");
}

/** 1234567 as 1,234,567. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
