-- Versions of the rules. Every entry names the one it was calculated with, so none may ever change.
CREATE TABLE rule_sets (
  version text PRIMARY KEY CHECK (version ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
  rules jsonb NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT rule_sets_allocation CHECK (coalesce(
    (rules #>> '{allocation_bps,local}')::int
    + (rules #>> '{allocation_bps,national}')::int
    + (rules #>> '{allocation_bps,global}')::int, 0) = 10000)
);
CREATE INDEX rule_sets_by_time ON rule_sets (created_at DESC, version);
CREATE TRIGGER rule_sets_are_insert_only BEFORE UPDATE OR DELETE ON rule_sets FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_sets_are_never_emptied BEFORE TRUNCATE ON rule_sets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE rule_sets ENABLE ALWAYS TRIGGER rule_sets_are_insert_only;
ALTER TABLE rule_sets ENABLE ALWAYS TRIGGER rule_sets_are_never_emptied;

-- The pointer to the active one: a single row that moves and cannot go.
CREATE TABLE active_rule_set (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  version text NOT NULL REFERENCES rule_sets (version)
);
CREATE TRIGGER active_rule_set_stays BEFORE DELETE ON active_rule_set FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER active_rule_set_is_never_emptied BEFORE TRUNCATE ON active_rule_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE active_rule_set ENABLE ALWAYS TRIGGER active_rule_set_stays;
ALTER TABLE active_rule_set ENABLE ALWAYS TRIGGER active_rule_set_is_never_emptied;

INSERT INTO rule_sets (version, created_at, rules) VALUES ('v1', '2025-01-01T00:00:00Z', '{
  "duration": {"min_bps": 5000, "max_bps": 20000},
  "quest_type": {"daily": 10000, "story": 12000, "community": 15000, "ascension": 20000},
  "level": {"per_level_bps": 100, "max_bps": 15000},
  "streak": {"per_day_bps": 100, "max_bps": 13000},
  "community": {"at_goal_bps": 12500},
  "difficulty": {"per_level_bps": 1000},
  "total_max_bps": 50000,
  "credits": {"per_xp_minor": 40, "per_beneficiary_minor": 50, "max_beneficiaries": 1000},
  "allocation_bps": {"local": 6000, "national": 3000, "global": 1000},
  "badges": [
    {"badge_type": "first_step", "counts": "actions", "at_least": 1, "mission_types": []},
    {"badge_type": "streak_7", "counts": "streak_days", "at_least": 7, "mission_types": []},
    {"badge_type": "streak_30", "counts": "streak_days", "at_least": 30, "mission_types": []},
    {"badge_type": "level_5", "counts": "level", "at_least": 5, "mission_types": []},
    {"badge_type": "level_10", "counts": "level", "at_least": 10, "mission_types": []},
    {"badge_type": "eco_warrior", "counts": "missions", "at_least": 10,
     "mission_types": ["environment", "environmental", "cleanup", "tree_planting", "recycling"]},
    {"badge_type": "mentor", "counts": "missions", "at_least": 10,
     "mission_types": ["teaching", "education", "mentoring", "tutoring", "training"]},
    {"badge_type": "helper_100", "counts": "beneficiaries", "at_least": 100, "mission_types": []}
  ]
}');
INSERT INTO active_rule_set (version) VALUES ('v1');

-- What this service counts of a player. Its row lock puts the awards of one player in line.
CREATE TABLE impact_players (
  player_id uuid PRIMARY KEY REFERENCES players (id),
  player_did text NOT NULL,
  actions bigint NOT NULL DEFAULT 0 CHECK (actions >= 0),
  beneficiaries bigint NOT NULL DEFAULT 0 CHECK (beneficiaries >= 0),
  missions jsonb NOT NULL DEFAULT '{}',
  badges text[] NOT NULL DEFAULT '{}'
);

-- Unbroken runs of local days with a verified action. Runs neither overlap nor touch: joining days merge them.
CREATE TABLE impact_streaks (
  player_id uuid NOT NULL REFERENCES impact_players (player_id),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  PRIMARY KEY (player_id, first_day)
);

-- One award per verified action, with the facts from which it can be recomputed. Written with its ledger transaction;
-- an action that earned nothing has none.
CREATE TABLE impact_awards (
  action_id uuid PRIMARY KEY REFERENCES actions (id),
  ledger_transaction_id uuid UNIQUE REFERENCES ledger_transactions (id),
  player_id uuid NOT NULL REFERENCES impact_players (player_id),
  quest_id uuid NOT NULL,
  mission_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  rule_set text NOT NULL REFERENCES rule_sets (version),
  facts jsonb NOT NULL,
  xp bigint NOT NULL CHECK (xp >= 0),
  tokens bigint NOT NULL CHECK (tokens >= 0),
  credits_minor bigint NOT NULL CHECK (credits_minor >= 0),
  badges text[] NOT NULL,
  local_minor bigint NOT NULL CHECK (local_minor >= 0),
  national_minor bigint NOT NULL CHECK (national_minor >= 0),
  global_minor bigint NOT NULL CHECK (global_minor >= 0),
  recorded_at timestamptz NOT NULL,
  CONSTRAINT impact_awards_allocation CHECK (local_minor + national_minor + global_minor = credits_minor),
  CONSTRAINT impact_awards_posted CHECK ((ledger_transaction_id IS NULL) = (xp = 0 AND tokens = 0 AND credits_minor = 0))
);
CREATE INDEX impact_awards_by_player ON impact_awards (player_id, ledger_transaction_id DESC);
CREATE TRIGGER impact_awards_are_insert_only BEFORE UPDATE OR DELETE ON impact_awards FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER impact_awards_are_never_emptied BEFORE TRUNCATE ON impact_awards FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE impact_awards ENABLE ALWAYS TRIGGER impact_awards_are_insert_only;
ALTER TABLE impact_awards ENABLE ALWAYS TRIGGER impact_awards_are_never_emptied;

-- Running sums of the awards, so that no page ever counts them.
CREATE TABLE impact_totals (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  actions bigint NOT NULL DEFAULT 0,
  credits_minor bigint NOT NULL DEFAULT 0
);
INSERT INTO impact_totals DEFAULT VALUES;

-- The ledger transactions of kind impact.award, row for row. The log fills leaf_index once it seals entries.
CREATE VIEW impact_ledger AS
SELECT
  a.ledger_transaction_id AS id,
  a.action_id,
  a.player_id,
  p.player_did,
  a.xp AS xp_delta,
  a.tokens AS tokens_delta,
  (a.credits_minor::numeric / 100)::numeric(20, 2) AS impact_credits_delta,
  a.badges AS badges_earned,
  jsonb_build_object('local', a.local_minor, 'national', a.national_minor, 'global', a.global_minor) AS fund_allocation,
  a.rule_set,
  t.occurred_at AS ledger_timestamp,
  a.recorded_at AS created_at,
  NULL::bigint AS leaf_index
FROM impact_awards a
JOIN ledger_transactions t ON t.id = a.ledger_transaction_id
JOIN impact_players p ON p.player_id = a.player_id;
