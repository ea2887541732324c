import { z } from "zod";

/*
 * A backup is a tar archive, compressed with gzip and encrypted as an age file (https://age-encryption.org/v1):
 *   manifest.json                     what the database is, and everything that is needed to rebuild it empty
 *   tables/<schema>/<table>/000001    rows as PostgreSQL's COPY writes them, in parts
 *   objects/<key>                     one per object, its content type in the pax header
 *   end.json                          how much there is, and a SHA-256 over all of it
 */

export const MANIFEST = "manifest.json";
export const END = "end.json";
export const CONTENT_TYPE = "ONEHEART.content_type";
/** The schema that OneHeart's own tables are in, whatever its name. */
export const OWN_SCHEMA = "own";
export const JOBS_SCHEMA = "graphile_worker";

const Table = z.strictObject({ schema: z.enum([OWN_SCHEMA, JOBS_SCHEMA]), name: z.string(), columns: z.array(z.string()).min(1) });
const Sequence = z.strictObject({ schema: z.enum([OWN_SCHEMA, JOBS_SCHEMA]), name: z.string(), value: z.string(), is_called: z.boolean() });

/** The first entry. */
export const Manifest = z.object({
  format: z.literal(1),
  created_at: z.iso.datetime(),
  postgres: z.string(),
  /** What had been applied, so that the tables can be made as they were. */
  migrations: z.array(z.strictObject({ owner: z.string(), name: z.string(), checksum: z.string() })),
  /** The job queue's own tables are made by its library, in this state. */
  jobs_migration: z.int(),
  /** In an order in which they can be filled: no row refers to one that comes later. */
  tables: z.array(Table),
  sequences: z.array(Sequence),
  /** The key that sealed columns need: a hash of it, and the key itself where the installation keeps it in its folder. */
  master_key: z.strictObject({ sha256: z.string(), kept: z.string().optional() }),
});
export type Manifest = z.output<typeof Manifest>;
export type BackupTable = z.output<typeof Table>;
export type BackupSequence = z.output<typeof Sequence>;

/** The last entry. */
export const End = z.strictObject({ rows: z.record(z.string(), z.int()), objects: z.int(), bytes: z.int(), sha256: z.string() });
export type End = z.output<typeof End>;

/** `own.players`. */
export function nameOf({ schema, name }: { schema: string; name: string }): string {
  return `${schema}.${name}`;
}
