import type { Database } from "@oneheart/kernel";
import {
  hashFromBits,
  type LumaImage,
  reviewDistanceMax,
  type SqlPart,
  sameDistanceMax,
  windowsVersion,
  withinProbedDistance,
} from "@oneheart/vision";
import { type RawBuilder, sql } from "kysely";
import type { PictureHashes } from "./hash-pictures.ts";
import type { Like } from "./rules/lookalike.ts";

/** Others that a proof is compared with: at most so many, nearest first. */
const likesMax = 50;
/** Pictures that are compared part by part: the newest of the zone, and the newest of all others. */
const picturesMax = 2000;

/** Which pictures are compared part by part. */
export interface Scope {
  /** Of this zone, or of all but it. */
  zone_id: string;
  elsewhere: boolean;
  since: Date;
}

/** Every SQL statement about what pictures look like. */
export function pictureStore({ db }: { db: Database }) {
  return {
    /** Keeps the hashes of a proof; a second time changes nothing. */
    async add(proof_id: string, zone_id: string, received_at: Date, pictures: readonly PictureHashes[]): Promise<void> {
      for (const { frame, full, windows, sketches } of pictures) {
        const [{ data, width }] = sketches;
        await sql`
          INSERT INTO picture_hashes (proof_id, frame, pdq) VALUES (${proof_id}, ${frame}, ${full}::bit(256))
          ON CONFLICT DO NOTHING`.execute(db);
        await sql`
          INSERT INTO picture_windows (zone_id, received_at, proof_id, frame, windows_version, windows, sketch, sketch_width)
          VALUES (${zone_id}, ${received_at}, ${proof_id}, ${frame}, ${windowsVersion}, ${windows}::bit(256)[], ${Buffer.from(data)}, ${width})
          ON CONFLICT DO NOTHING`.execute(db);
      }
    },
    /** Proofs of any player anywhere with a picture at 31 bits or less from one of these hashes: exact, through the index. */
    async same(proof_id: string, queries: readonly string[]): Promise<Like[]> {
      if (queries.length === 0) return [];
      const found = sql.join(
        queries.map((query) => {
          const near = inKysely(withinProbedDistance(hashFromBits(query), sameDistanceMax));
          return sql`SELECT proof_id, bit_count(pdq # ${query}::bit(256)) AS distance FROM picture_hashes WHERE ${near}`;
        }),
        sql` UNION ALL `,
      );
      return likes(found, proof_id);
    },
    /** Proofs of which some part looks like one of these hashes. Each of the newest 2,000 pictures of the scope is compared. */
    async similar(proof_id: string, { zone_id, elsewhere, since }: Scope, queries: readonly string[]): Promise<Like[]> {
      if (queries.length === 0) return [];
      const inScope = elsewhere ? sql`zone_id <> ${zone_id}` : sql`zone_id = ${zone_id}`;
      return likes(
        sql`
          SELECT proof_id, least.distance FROM (
            SELECT proof_id, windows FROM picture_windows WHERE ${inScope} AND received_at > ${since}
            ORDER BY received_at DESC LIMIT ${picturesMax}
          ) AS recent CROSS JOIN LATERAL (
            SELECT min(bit_count(stored.pdq # asked.pdq)) AS distance
            FROM unnest(windows) AS stored (pdq) CROSS JOIN unnest(${queries}::bit(256)[]) AS asked (pdq)
          ) AS least WHERE least.distance <= ${reviewDistanceMax}`,
        proof_id,
      );
    },
    /** The sketch of each picture of a proof that is kept part by part; undefined for one that has none. */
    async sketches(proof_id: string): Promise<Array<LumaImage | undefined>> {
      const { rows } = await sql<{ sketch: Buffer | null; sketch_width: number }>`
        SELECT sketch, sketch_width FROM picture_windows WHERE proof_id = ${proof_id} ORDER BY frame`.execute(db);
      return rows.map(({ sketch: data, sketch_width: width }) =>
        data === null ? undefined : { width, height: data.length / width, data },
      );
    },
    /** Forgets what these proofs' pictures show; by their hashes they are found again. */
    async forgetSketches(proof_ids: readonly string[]): Promise<void> {
      await sql`UPDATE picture_windows SET sketch = NULL, sketch_width = NULL WHERE proof_id = ANY(${proof_ids}::uuid[])`.execute(db);
    },
    /** Forgets parts of pictures that are older; answers how many. */
    async forgetWindows(before: Date, limit: number): Promise<number> {
      const done = await sql`
        DELETE FROM picture_windows WHERE ctid IN (SELECT ctid FROM picture_windows WHERE received_at < ${before} LIMIT ${limit})`.execute(
        db,
      );
      return Number(done.numAffectedRows ?? 0n);
    },
  };

  async function likes(found: RawBuilder<unknown>, proof_id: string): Promise<Like[]> {
    const { rows } = await sql<Like>`
      SELECT f.proof_id, f.quest_id, f.player_id, f.received_at, min(found.distance)::int AS distance
      FROM (${found}) AS found JOIN media_fingerprints f USING (proof_id) WHERE f.proof_id <> ${proof_id}
      GROUP BY f.proof_id ORDER BY distance, f.proof_id LIMIT ${likesMax}`.execute(db);
    return rows;
  }
}

/** A condition with its `$1`, `$2` … as kysely's parameters. */
function inKysely({ text, values }: SqlPart): RawBuilder<unknown> {
  const [first, ...rest] = text.split(/\$(\d+)/);
  const parts: RawBuilder<unknown>[] = [sql.raw(first!)];
  for (let at = 0; at < rest.length; at += 2) parts.push(sql`${values[Number(rest[at]) - 1]}`, sql.raw(rest[at + 1]!));
  return sql.join(parts, sql``);
}
