-- Awards from before there were figures, in the order in which they were recorded, each with what was taken back and given again.
INSERT INTO analytics_players (player_id) SELECT DISTINCT player_id FROM impact_awards ORDER BY player_id ON CONFLICT DO NOTHING;

WITH heard AS (
  SELECT 'impact.award' AS kind, a.action_id, 1 AS step, 1 AS sign, a.ledger_transaction_id AS ledger_id, a.recorded_at AS at FROM impact_awards a
  UNION ALL
  SELECT 'impact.' || x.kind, x.action_id, CASE x.kind WHEN 'reversal' THEN 2 ELSE 3 END, CASE x.kind WHEN 'reversal' THEN -1 ELSE 1 END,
    x.ledger_transaction_id, x.recorded_at
  FROM impact_corrections x WHERE x.kind IN ('reversal', 'reinstatement')
), placed AS (
  -- A correction is never before what it corrects, whatever the clocks said.
  SELECT h.*, row_number() OVER (ORDER BY max_at, action_id, step) AS position FROM (
    SELECT heard.*, max(at) OVER (PARTITION BY action_id ORDER BY step) AS max_at FROM heard
  ) h
)
INSERT INTO analytics_entries (position, kind, action_id, ends, player_no, mission_id, zone_id, mission_type, day, actions, minutes, people, xp,
  tokens, credits_minor, ledger_id, at)
SELECT p.position, p.kind, p.action_id, CASE WHEN p.step = 2 THEN first.position END, n.no, a.mission_id, a.zone_id,
  coalesce(a.facts->>'mission_type', ''), (a.facts->>'action_day')::date, p.sign,
  p.sign * coalesce((a.facts#>>'{calculation,duration_minutes}')::int, 0),
  p.sign * coalesce((a.facts#>>'{calculation,beneficiaries_count}')::int, 0), p.sign * a.xp, p.sign * a.tokens, p.sign * a.credits_minor,
  p.ledger_id, p.at
FROM placed p
JOIN impact_awards a ON a.action_id = p.action_id
JOIN analytics_players n ON n.player_id = a.player_id
JOIN placed first ON first.action_id = p.action_id AND first.step = 1
ORDER BY p.position;

INSERT INTO analytics_days (day, zone_id, mission_type, entries, actions, minutes, people, xp, tokens, credits_minor)
SELECT day, zone_id, mission_type, count(*), sum(actions), sum(minutes), sum(people), sum(xp), sum(tokens), sum(credits_minor)
FROM analytics_entries GROUP BY day, zone_id, mission_type;

UPDATE analytics_totals t SET position = s.position, actions = s.actions, minutes = s.minutes, people = s.people, xp = s.xp, tokens = s.tokens,
  credits_minor = s.credits_minor, minutes_entries = s.minutes_entries, people_entries = s.people_entries
FROM (
  SELECT count(*) AS position, coalesce(sum(actions), 0) AS actions, coalesce(sum(minutes), 0) AS minutes, coalesce(sum(people), 0) AS people,
    coalesce(sum(xp), 0) AS xp, coalesce(sum(tokens), 0) AS tokens, coalesce(sum(credits_minor), 0) AS credits_minor,
    count(*) FILTER (WHERE minutes <> 0) AS minutes_entries, count(*) FILTER (WHERE people <> 0) AS people_entries
  FROM analytics_entries
) s;

INSERT INTO analytics_steps (step, player_no, day)
SELECT 'verified', player_no, min((at AT TIME ZONE 'UTC')::date) FROM analytics_entries WHERE kind = 'impact.award' GROUP BY player_no;

INSERT INTO analytics_counts (what, day, count)
SELECT 'quests_completed', (at AT TIME ZONE 'UTC')::date, count(*) FROM analytics_entries WHERE kind = 'impact.award' GROUP BY 2;

-- Who was erased before is a number only.
UPDATE analytics_players n SET player_id = NULL FROM players p WHERE p.id = n.player_id AND p.erased_at IS NOT NULL;
