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
import type { NearDuplicate } from "./rules/near-duplicate.ts";

/** Others that a proof is compared with: at most so many, nearest first. */
const likesMax = 50;
/** Pictures that are compared part by part: the newest of the zone, and the newest of all others. */
const picturesMax = 2000;

/** Which pictures are compared part by part, and with what. */
interface Scope {
  /** Of this zone, or of all but it. */
  zone_id: string;
  elsewhere: boolean;
  since: Date;
  hashes: readonly string[];
}

/** What pictures are looked for by. */
interface Asked {
  /** Hashes of whole pictures. */
  same: readonly string[];
  similar: readonly Scope[];
}

/** Every SQL statement about what pictures look like. */
export function pictureStore({ db }: { db: Database }) {
  return {
    /** Keeps the hashes of a proof; a second time changes nothing. */
    async add(proof_id: string, zone_id: string, received_at: Date, pictures: readonly PictureHashes[]): Promise<void> {
      const rows = pictures.map(({ frame, full, windows, sketches: [{ data, width }] }) => ({
        ...{ frame, full, windows, width, sketch: Buffer.from(data).toString("base64") },
      }));
      await sql`
        WITH pictures AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            AS p (frame int, "full" bit(256), windows bit(256)[], sketch text, width int)
        ), whole AS (
          INSERT INTO picture_hashes (proof_id, frame, pdq) SELECT ${proof_id}::uuid, frame, "full" FROM pictures ON CONFLICT DO NOTHING
        )
        INSERT INTO picture_windows (zone_id, received_at, proof_id, frame, windows_version, windows, sketch, sketch_width)
        SELECT ${zone_id}::uuid, ${received_at}::timestamptz, ${proof_id}::uuid, frame, ${windowsVersion}::int, windows, decode(sketch, 'base64'), width
        FROM pictures ON CONFLICT DO NOTHING`.execute(db);
    },
    /** Proofs of any player with pictures like these, in one look. */
    async alike(proof_id: string, { same, similar }: Asked): Promise<NearDuplicate[]> {
      const parts = [...(same.length > 0 ? [sameAs(same)] : []), ...similar.filter(({ hashes }) => hashes.length > 0).map(similarTo)];
      if (parts.length === 0) return [];
      const found = parts.map(
        (part) => sql`
          (SELECT f.proof_id, f.quest_id, f.player_id, f.received_at, min(found.distance)::int AS distance
          FROM (${part}) AS found JOIN media_fingerprints f USING (proof_id) WHERE f.proof_id <> ${proof_id}
          GROUP BY f.proof_id ORDER BY distance, f.proof_id LIMIT ${likesMax})`,
      );
      const { rows } = await sql<NearDuplicate>`${sql.join(found, sql` UNION ALL `)}`.execute(db);
      return rows;
    },
    /** The sketches of the pictures of proofs that are kept part by part, by proof; undefined for a picture that has none. */
    async sketches(proof_ids: readonly string[]): Promise<Map<string, Array<LumaImage | undefined>>> {
      const { rows } = await sql<{ proof_id: string; sketch: Buffer | null; sketch_width: number }>`
        SELECT proof_id, sketch, sketch_width FROM picture_windows WHERE proof_id = ANY(${proof_ids}::uuid[]) ORDER BY frame`.execute(db);
      const ofProof = Map.groupBy(rows, (row) => row.proof_id);
      return new Map([...ofProof].map(([id, pictures]) => [id, pictures.map(sketchOf)]));
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
}

/** Pictures at 31 bits or less from one of these hashes: exact, through the index. */
function sameAs(hashes: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    hashes.map((hash) => {
      const near = inKysely(withinProbedDistance(hashFromBits(hash), sameDistanceMax));
      return sql`SELECT proof_id, bit_count(pdq # ${hash}::bit(256)) AS distance FROM picture_hashes WHERE ${near}`;
    }),
    sql` UNION ALL `,
  );
}

/** Pictures of which some part looks like one of these hashes. Each of the newest 2,000 of the scope is compared. */
function similarTo({ zone_id, elsewhere, since, hashes }: Scope): RawBuilder<unknown> {
  const inScope = elsewhere ? sql`zone_id <> ${zone_id}` : sql`zone_id = ${zone_id}`;
  return sql`
    SELECT proof_id, least.distance FROM (
      SELECT proof_id, windows FROM picture_windows WHERE ${inScope} AND received_at > ${since}
      ORDER BY received_at DESC LIMIT ${picturesMax}
    ) AS recent CROSS JOIN LATERAL (
      SELECT min(bit_count(stored.pdq # asked.pdq)) AS distance
      FROM unnest(windows) AS stored (pdq) CROSS JOIN unnest(${hashes}::bit(256)[]) AS asked (pdq)
    ) AS least WHERE least.distance <= ${reviewDistanceMax}`;
}

function sketchOf({ sketch: data, sketch_width: width }: { sketch: Buffer | null; sketch_width: number }): LumaImage | undefined {
  return data === null ? undefined : { width, height: data.length / width, data };
}

/** A condition with its `$1`, `$2` … as kysely's parameters. */
function inKysely({ text, values }: SqlPart): RawBuilder<unknown> {
  const [first, ...rest] = text.split(/\$(\d+)/);
  const parts: RawBuilder<unknown>[] = [sql.raw(first!)];
  for (let at = 0; at < rest.length; at += 2) parts.push(sql`${values[Number(rest[at]) - 1]}`, sql.raw(rest[at + 1]!));
  return sql.join(parts, sql``);
}
