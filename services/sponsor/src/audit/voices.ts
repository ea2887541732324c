import type { Audit } from "@oneheart/kernel";
import { sql } from "kysely";

/** As many answers were counted as links were used, and as many were told. */
export const auditVoices: Audit = async function* (db) {
  const { rows } = await sql<{ mission_id: string; agree: boolean }>`
    SELECT v.mission_id, v.handed_out = l.links AND v.answered = l.used AND v.answered = t.answers AND v.told = t.told AS agree
    FROM mission_voices v
    CROSS JOIN LATERAL (SELECT count(*) AS links, count(*) FILTER (WHERE answered) AS used FROM voice_links WHERE mission_id = v.mission_id) l
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(answers), 0) AS answers, coalesce(sum(told), 0) AS told FROM voice_tallies WHERE mission_id = v.mission_id
    ) t ORDER BY v.mission_id`.execute(db);
  const message = "links, answers and what was told of them do not agree";
  const findings = rows.filter(({ agree }) => !agree).map(({ mission_id }) => ({ code: "voices_differ", ref: mission_id, message }));
  yield { check: "mission_voices", checked: rows.length, of: rows.length, findings };
};
