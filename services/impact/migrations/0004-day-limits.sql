-- What can be earned in a day. One row, changed by administrators.
CREATE TABLE reward_policy (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  player_day_xp int NOT NULL DEFAULT 1200 CHECK (player_day_xp >= 0),
  player_day_tokens int NOT NULL DEFAULT 120 CHECK (player_day_tokens >= 0),
  -- A newcomer's share on the first day; it grows to the whole over so many earlier days with a verified action.
  newcomer_first_bps int NOT NULL DEFAULT 1000 CHECK (newcomer_first_bps BETWEEN 0 AND 10000),
  newcomer_days int NOT NULL DEFAULT 7 CHECK (newcomer_days BETWEEN 0 AND 365),
  -- All players together, unless the mission or the zone has a budget of its own.
  mission_day_xp int NOT NULL DEFAULT 10000 CHECK (mission_day_xp >= 0),
  mission_day_tokens int NOT NULL DEFAULT 1000 CHECK (mission_day_tokens >= 0),
  zone_day_xp int NOT NULL DEFAULT 50000 CHECK (zone_day_xp >= 0),
  zone_day_tokens int NOT NULL DEFAULT 5000 CHECK (zone_day_tokens >= 0)
);
INSERT INTO reward_policy DEFAULT VALUES;
CREATE TRIGGER reward_policy_stays BEFORE DELETE ON reward_policy FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A day's budget of one mission or zone, in the place of the policy's.
CREATE TABLE reward_budgets (
  scope text NOT NULL CHECK (scope IN ('mission', 'zone')),
  scope_id uuid NOT NULL,
  day_xp int NOT NULL CHECK (day_xp >= 0),
  day_tokens int NOT NULL CHECK (day_tokens >= 0),
  PRIMARY KEY (scope, scope_id)
);

-- What the awards that stand come to: of a player, of a mission, of a zone, by the day to which their actions belong. An award locks
-- its three rows before it is posted, so that awards at the same moment cannot pass a limit together.
CREATE TABLE reward_days (
  scope text NOT NULL CHECK (scope IN ('player', 'mission', 'zone')),
  scope_id uuid NOT NULL,
  day date NOT NULL,
  xp bigint NOT NULL DEFAULT 0 CHECK (xp >= 0),
  tokens bigint NOT NULL DEFAULT 0 CHECK (tokens >= 0),
  awards int NOT NULL DEFAULT 0 CHECK (awards >= 0),
  PRIMARY KEY (scope, scope_id, day)
) WITH (fillfactor = 70);

INSERT INTO reward_days (scope, scope_id, day, xp, tokens, awards)
SELECT s.scope, s.scope_id, (a.facts->>'action_day')::date, sum(a.xp), sum(a.tokens), count(*)
FROM impact_awards a
CROSS JOIN LATERAL (VALUES ('player', a.player_id), ('mission', a.mission_id), ('zone', a.zone_id)) AS s (scope, scope_id)
WHERE NOT EXISTS (SELECT FROM impact_corrections x WHERE x.action_id = a.action_id AND x.kind = 'reversal')
  OR EXISTS (SELECT FROM impact_corrections x WHERE x.action_id = a.action_id AND x.kind = 'reinstatement')
GROUP BY s.scope, s.scope_id, (a.facts->>'action_day')::date;
