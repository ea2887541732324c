import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where an embedded server keeps its things. `socket` may lie outside `dir`, because a socket's path is short. */
export interface Layout {
  dir: string;
  data: string;
  run: string;
  socket: string;
  log: string;
  password: string;
  lock: string;
}

/** `sockaddr_un` holds 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES_MAX = 103;
const SOCKET_NAME = "/.s.PGSQL.5432";

/** Lays out an absolute, resolved folder. */
export function layoutOf(dir: string): Layout {
  const run = join(dir, "run");
  return {
    dir,
    data: join(dir, "data"),
    run,
    socket: socketFits(run) ? run : shortSocketFolder(dir),
    log: join(dir, "postgres.log"),
    password: join(dir, "password"),
    lock: join(dir, "lock"),
  };
}

function socketFits(folder: string): boolean {
  return Buffer.byteLength(folder + SOCKET_NAME) <= SOCKET_PATH_BYTES_MAX;
}

function shortSocketFolder(dir: string): string {
  const name = `oneheart-${createHash("sha256").update(dir).digest("hex").slice(0, 16)}`;
  const folder = join(tmpdir(), name);
  return socketFits(folder) ? folder : join("/tmp", name);
}

/** The address of the database. The host is in the query because a socket's folder cannot be a URL's host. */
export function databaseUrl(layout: Layout, password: string, database = "oneheart"): string {
  return `postgresql://oneheart:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(layout.socket)}`;
}
