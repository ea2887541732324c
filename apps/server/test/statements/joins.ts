/** Makes what GraphQL joins: a zone with a hundred actions of as many players on as many missions, and a hundred quests of one player. */
import pg from "pg";

const count = 100;

/** Copies rows that the server made. Answers the zone. */
export async function addManyToJoin(databaseUrl: string, player_id: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "test" });
  await client.connect();
  try {
    const { rows } = await client.query<{ zone_id: string }>("SELECT zone_id FROM missions ORDER BY id LIMIT 1");
    const { zone_id } = rows[0]!;
    for (const [text, id] of [...copies.map((text) => [text, player_id]), [activity, zone_id]] as const) await client.query(text!, [id]);
    return zone_id;
  } finally {
    await client.end();
  }
}

const copies = [
  `INSERT INTO players (id, user_did, username, email_sealed, email_hash, created_at, updated_at)
    SELECT gen_random_uuid(), 'did:oneheart:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEG' || translate(lpad(n::text, 6, '0'), '0', 'A'),
      'joined_' || n, p.email_sealed, 'joined ' || n, p.created_at, p.updated_at
    FROM players p, generate_series(1, ${count}) AS n WHERE p.id = $1`,
  `INSERT INTO missions
    SELECT (jsonb_populate_record(NULL::missions, to_jsonb(m) || jsonb_build_object('id', gen_random_uuid(), 'title', 'joined ' || n))).*
    FROM (SELECT * FROM missions WHERE story_key IS NULL AND $1 <> '' ORDER BY id LIMIT 1) AS m, generate_series(1, ${count}) AS n`,
  `INSERT INTO quest_assignments
    SELECT (jsonb_populate_record(NULL::quest_assignments, to_jsonb(q) ||
      jsonb_build_object('id', gen_random_uuid(), 'mission_id', m.id, 'nonce', gen_random_uuid(), 'local_day', NULL))).*
    FROM (SELECT * FROM quest_assignments WHERE player_id = $1 ORDER BY id LIMIT 1) AS q,
      (SELECT id FROM missions WHERE title LIKE 'joined %') AS m`,
];

const activity = `INSERT INTO zone_activity
  SELECT (jsonb_populate_record(NULL::zone_activity, to_jsonb(a) ||
    jsonb_build_object('id', gen_random_uuid(), 'mission_id', m.id, 'player_did', p.user_did))).*
  FROM (SELECT * FROM zone_activity WHERE zone_id = $1 ORDER BY id LIMIT 1) AS a,
    (SELECT id, row_number() OVER (ORDER BY id) AS n FROM missions WHERE title LIKE 'joined %') AS m
    JOIN (SELECT user_did, row_number() OVER (ORDER BY id) AS n FROM players WHERE username LIKE 'joined_%') AS p USING (n)`;
