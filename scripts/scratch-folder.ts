import { chmodSync, existsSync, mkdtempSync, readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const MEMORY_BYTES_MIN = 4 * 1024 ** 3;

/**
 * A folder for what tests throw away, on Linux's file system in memory where that has room and may run programs, which many
 * containers do not give it. Each PostgreSQL makes and removes a thousand files, on which a disk spends more than the tests do.
 */
export function makeScratchFolder(): string {
  const folder = mkdtempSync(join(hasRoomInMemory() ? MEMORY : tmpdir(), "oneheart-"));
  // PostgreSQL runs as another user when root starts it.
  chmodSync(folder, 0o1777);
  return folder;
}

function hasRoomInMemory(): boolean {
  if (!existsSync(MEMORY) || !existsSync("/proc/mounts")) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  const mount = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .findLast((line) => line.split(" ")[1] === MEMORY);
  return bavail * bsize > MEMORY_BYTES_MIN && mount !== undefined && !mount.includes("noexec");
}
