-- What a player did for a quest. Made with the quest's first proof; duration and beneficiaries come when the quest is handed in.
CREATE TABLE actions (
  id uuid PRIMARY KEY,
  player_id uuid NOT NULL REFERENCES players (id),
  mission_id uuid NOT NULL REFERENCES missions (id),
  quest_id uuid NOT NULL UNIQUE REFERENCES quest_assignments (id),
  action_type varchar(50) NOT NULL CHECK (action_type <> ''),
  location_lat double precision NOT NULL CHECK (location_lat BETWEEN -90 AND 90),
  location_lng double precision NOT NULL CHECK (location_lng BETWEEN -180 AND 180),
  duration_minutes int CHECK (duration_minutes BETWEEN 1 AND 1440),
  beneficiaries_count int CHECK (beneficiaries_count >= 0),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'submitted')),
  timestamp timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK (status = 'open' OR (duration_minutes IS NOT NULL AND beneficiaries_count IS NOT NULL))
);
CREATE INDEX idx_actions_player ON actions (player_id);
CREATE INDEX idx_actions_mission ON actions (mission_id);
CREATE INDEX idx_actions_timestamp ON actions (timestamp);

-- One photograph or video. The bytes lie in the object store under storage_path and never change.
CREATE TABLE evidence (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL REFERENCES actions (id),
  quest_id uuid NOT NULL REFERENCES quest_assignments (id),
  player_id uuid NOT NULL REFERENCES players (id),
  media_type varchar(20) NOT NULL
    CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'video/mp4', 'video/quicktime')),
  media_hash text NOT NULL CHECK (media_hash ~ '^sha256:[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL CHECK (size_bytes > 0),
  width_px int CHECK (width_px > 0),
  height_px int CHECK (height_px > 0),
  -- Whether the picture's header could be decoded here; HEVC pictures and videos are only checked as containers.
  decodability text NOT NULL CHECK (decodability IN ('ok', 'not_evaluated')),
  storage_path text NOT NULL UNIQUE,
  thumbnail_path text,
  delivery_path text,
  captured_at timestamptz NOT NULL,
  lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lng double precision NOT NULL CHECK (lng BETWEEN -180 AND 180),
  accuracy_m double precision CHECK (accuracy_m BETWEEN 0 AND 100000),
  nonce text,
  mock_location boolean NOT NULL,
  status text NOT NULL DEFAULT 'stored' CHECK (status IN ('stored', 'verifying', 'verified', 'in_review', 'rejected', 'appealed')),
  authenticity_score int CHECK (authenticity_score BETWEEN 0 AND 100),
  received_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX idx_evidence_player ON evidence (player_id, id DESC);
CREATE INDEX idx_evidence_quest ON evidence (quest_id, id DESC);
CREATE INDEX idx_evidence_action ON evidence (action_id);
CREATE INDEX idx_evidence_hash ON evidence (media_hash);

-- Uploads under way. What is still here long after it began was cut off by a crash, and its object is removed.
CREATE TABLE evidence_uploads (
  proof_id uuid PRIMARY KEY,
  storage_path text NOT NULL,
  started_at timestamptz NOT NULL,
  abandoned boolean NOT NULL DEFAULT false
);
CREATE INDEX idx_evidence_uploads_started ON evidence_uploads (started_at);
