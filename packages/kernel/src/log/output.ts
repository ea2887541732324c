import { constants, fstatSync, openSync, write, writeSync } from "node:fs";

/** Lines on their way to a file descriptor. A reader that is slow, stuck or gone never holds the program up. */
export interface Output {
  write(line: string): void;
}

const PENDING_CHARACTERS_MAX = 4 * 1024 * 1024;
const AGAIN_MS = 100;
const STUCK_MS = 1_000;
const AT_EXIT_MS_MAX = 200;

/** Nobody will ever read again: the terminal is closed, the pipe's reader ended, the descriptor is not open. */
const goneCodes = new Set(["EIO", "EPIPE", "EBADF", "ENXIO", "EINVAL"]);

/**
 * Writes in the background and in order. Beyond 4 MiB of waiting lines the newest are dropped; when nobody can read any more,
 * all are. What waits at the end of the process is written then, unless the reader is stuck.
 */
export function createOutput(fd: number): Output {
  let pending: string[] = [];
  let characters = 0;
  let gone = false;
  let writing_since_ms: number | undefined;
  let isHeard = false;

  function takeAll(): Buffer {
    const bytes = Buffer.from(pending.join(""));
    pending = [];
    characters = 0;
    return bytes;
  }

  function writeNext(bytes: Buffer): void {
    writing_since_ms ??= performance.now();
    write(fd, bytes, (error, written) => {
      const left = error === null ? bytes.subarray(written) : bytes;
      if (error?.code === "EAGAIN") return void setTimeout(() => writeNext(left), AGAIN_MS).unref();
      writing_since_ms = undefined;
      gone ||= goneCodes.has(error?.code ?? "");
      if (gone) pending = [];
      else if (error === null && left.length > 0) writeNext(left);
      else if (pending.length > 0) writeNext(takeAll());
    });
  }

  function finish(): void {
    const isStuck = writing_since_ms !== undefined && performance.now() - writing_since_ms > STUCK_MS;
    if (!gone && !isStuck) writeToTheEnd(fd, takeAll());
  }

  return {
    write(line) {
      if (gone || characters + line.length > PENDING_CHARACTERS_MAX) return;
      if (!isHeard) process.once("exit", finish);
      isHeard = true;
      pending.push(line);
      characters += line.length;
      if (writing_since_ms === undefined) writeNext(takeAll());
    },
  };
}

/**
 * Another descriptor of the same pipe or terminal, whose writes fail instead of waiting for a reader: a thread that waits in a
 * write keeps the process from ending. The same descriptor where the system has no such thing (files, sockets, macOS).
 */
export function withoutWaiting(fd: number): number {
  try {
    const found = fstatSync(fd);
    if (!found.isFIFO() && !found.isCharacterDevice()) return fd;
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return fd;
  }
}

/** For a process that is ending: nothing runs after this, so it waits in place, and only shortly. */
function writeToTheEnd(fd: number, bytes: Buffer): void {
  const deadline_ms = performance.now() + AT_EXIT_MS_MAX;
  let left = bytes;
  while (left.length > 0 && performance.now() < deadline_ms) {
    try {
      left = left.subarray(writeSync(fd, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
