-- zone_id belongs to the map, which may run elsewhere: as in SPEC.md it is no foreign key. Zones are never deleted.
CREATE TABLE missions (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  mission_type varchar(50) NOT NULL CHECK (mission_type <> ''),
  quest_type text NOT NULL CHECK (quest_type IN ('daily', 'story', 'community', 'ascension')),
  title varchar(255) NOT NULL CHECK (title <> ''),
  description text NOT NULL DEFAULT '',
  base_xp int NOT NULL CHECK (base_xp BETWEEN 0 AND 10000),
  base_tokens int NOT NULL CHECK (base_tokens BETWEEN 0 AND 1000),
  difficulty_level int NOT NULL CHECK (difficulty_level BETWEEN 1 AND 10),
  min_level int NOT NULL DEFAULT 1 CHECK (min_level >= 1),
  expected_minutes int NOT NULL DEFAULT 60 CHECK (expected_minutes BETWEEN 1 AND 1440),
  story_key text,
  story_chapter int CHECK (story_chapter >= 1),
  community_goal int CHECK (community_goal >= 1),
  -- Completions so far of a community mission.
  community_progress int NOT NULL DEFAULT 0 CHECK (community_progress >= 0),
  required_badges text[] NOT NULL DEFAULT '{}',
  starts_at timestamptz,
  ends_at timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT missions_story CHECK ((quest_type = 'story') = (story_key IS NOT NULL) AND (story_key IS NULL) = (story_chapter IS NULL)),
  CONSTRAINT missions_community CHECK ((quest_type = 'community') = (community_goal IS NOT NULL)),
  CONSTRAINT missions_window CHECK (ends_at > starts_at),
  CONSTRAINT missions_chapter UNIQUE (story_key, story_chapter)
);
CREATE INDEX idx_missions_active ON missions (id DESC) WHERE is_active;
CREATE INDEX idx_missions_active_by_zone ON missions (zone_id, id DESC) WHERE is_active;
CREATE INDEX idx_missions_active_by_type ON missions (quest_type, id DESC) WHERE is_active;

-- One player's run of a mission: a quest. The mission's terms are copied at the start and stay.
CREATE TABLE quest_assignments (
  id uuid PRIMARY KEY,
  player_id uuid NOT NULL REFERENCES players (id),
  player_did text NOT NULL,
  mission_id uuid NOT NULL REFERENCES missions (id),
  zone_id uuid NOT NULL,
  mission_type varchar(50) NOT NULL,
  quest_type text NOT NULL,
  title varchar(255) NOT NULL,
  description text NOT NULL DEFAULT '',
  base_xp int NOT NULL,
  base_tokens int NOT NULL,
  difficulty_level int NOT NULL,
  min_level int NOT NULL,
  expected_minutes int NOT NULL,
  status varchar(50) NOT NULL CHECK (status IN ('active', 'submitted', 'completed', 'failed', 'abandoned', 'expired')),
  nonce text NOT NULL UNIQUE,
  -- Daily quests: the day of the start in the zone's time zone.
  local_day date,
  started_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  submitted_at timestamptz,
  completed_at timestamptz,
  duration_minutes int,
  beneficiaries_count int,
  -- What was paid.
  reward_xp int,
  reward_tokens int,
  failure_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT quest_expires_later CHECK (expires_at > started_at),
  CONSTRAINT quest_day_is_for_daily CHECK (local_day IS NULL OR quest_type = 'daily'),
  CONSTRAINT quest_handed_in CHECK (
    (status IN ('submitted', 'completed', 'failed')) = (num_nulls(submitted_at, duration_minutes, beneficiaries_count) = 0)
    AND num_nulls(submitted_at, duration_minutes, beneficiaries_count) IN (0, 3)
  ),
  CONSTRAINT quest_paid CHECK (
    (status = 'completed') = (num_nulls(completed_at, reward_xp, reward_tokens) = 0) AND num_nulls(completed_at, reward_xp, reward_tokens) IN (0, 3)
  ),
  CONSTRAINT quest_failed CHECK ((status = 'failed') = (failure_reason IS NOT NULL))
);
-- Never two open quests of the same mission; a day is used up by a quest that is open or completed.
CREATE UNIQUE INDEX quest_open_once ON quest_assignments (player_id, mission_id) WHERE status IN ('active', 'submitted');
CREATE UNIQUE INDEX quest_once_a_day ON quest_assignments (player_id, mission_id, local_day)
  WHERE local_day IS NOT NULL AND status IN ('active', 'submitted', 'completed');
CREATE INDEX quest_done ON quest_assignments (player_id, mission_id) WHERE status = 'completed';
CREATE INDEX idx_quest_assignments_player ON quest_assignments (player_id, status, id DESC);
CREATE INDEX idx_quest_assignments_status ON quest_assignments (status, expires_at) WHERE status = 'active';

-- A proof is handed in once, ever.
CREATE TABLE quest_proofs (
  proof_id uuid PRIMARY KEY,
  quest_id uuid NOT NULL REFERENCES quest_assignments (id)
);
CREATE INDEX quest_proofs_by_quest ON quest_proofs (quest_id);

CREATE TABLE quest_events (
  id uuid PRIMARY KEY,
  quest_id uuid NOT NULL REFERENCES quest_assignments (id),
  event text NOT NULL CHECK (event IN ('started', 'submitted', 'completed', 'failed', 'abandoned', 'expired')),
  at timestamptz NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX quest_events_in_order ON quest_events (quest_id, id);
CREATE TRIGGER quest_events_are_append_only BEFORE UPDATE OR DELETE ON quest_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quest_events_are_never_emptied BEFORE TRUNCATE ON quest_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE quest_events ENABLE ALWAYS TRIGGER quest_events_are_append_only;
ALTER TABLE quest_events ENABLE ALWAYS TRIGGER quest_events_are_never_emptied;
