-- Where and when players captured what they sent: to see whether they could have been at both places, and how fast and how
-- regularly they send. Goes with its player.
CREATE TABLE player_captures (
  proof_id uuid PRIMARY KEY REFERENCES evidence (id),
  player_id uuid NOT NULL REFERENCES players (id),
  quest_id uuid NOT NULL,
  captured_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lng double precision NOT NULL CHECK (lng BETWEEN -180 AND 180),
  accuracy_m double precision CHECK (accuracy_m >= 0)
);
CREATE INDEX player_captures_by_moment ON player_captures (player_id, captured_at);
CREATE INDEX player_captures_by_arrival ON player_captures (player_id, received_at);
CREATE INDEX player_captures_recent ON player_captures (received_at);

-- How many quests players usually hand evidence in for within an hour, and a day: a sample, made every night.
CREATE TABLE pace_cohorts (
  window_hours int PRIMARY KEY CHECK (window_hours > 0),
  counts int[] NOT NULL,
  computed_at timestamptz NOT NULL
);

-- Devices and addresses (keyed hashes) of players who sent evidence, to see who shares them. Forgotten after a month.
CREATE TABLE player_traces (
  player_id uuid NOT NULL REFERENCES players (id),
  kind text NOT NULL CHECK (kind IN ('device', 'address')),
  key text NOT NULL CHECK (key <> ''),
  account_created_at timestamptz NOT NULL,
  first_received_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (player_id, kind, key)
);
CREATE INDEX player_traces_by_key ON player_traces (kind, key, account_created_at DESC);
CREATE INDEX player_traces_by_age ON player_traces (last_seen_at);
