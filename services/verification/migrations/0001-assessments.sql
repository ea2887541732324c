-- The verdict on a whole action: the lowest score among its proofs.
CREATE TABLE integrity_scores (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL UNIQUE REFERENCES actions (id),
  authenticity_score int NOT NULL CHECK (authenticity_score >= 0 AND authenticity_score <= 100),
  anti_cheat_flags text[] NOT NULL,
  verified_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);

-- What was found about one proof and what was decided. `facts` and `rule_version` are enough to come to the same findings again.
CREATE TABLE proof_assessments (
  proof_id uuid PRIMARY KEY REFERENCES evidence (id),
  action_id uuid NOT NULL REFERENCES actions (id),
  quest_id uuid NOT NULL,
  player_id uuid NOT NULL REFERENCES players (id),
  status text NOT NULL CHECK (status IN ('verified', 'in_review', 'rejected', 'appealed')),
  score int NOT NULL CHECK (score BETWEEN 0 AND 100),
  hard boolean NOT NULL,
  flags text[] NOT NULL,
  signals jsonb NOT NULL,
  facts jsonb NOT NULL,
  rule_version text NOT NULL CHECK (rule_version <> ''),
  decision jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  decided_at timestamptz NOT NULL,
  -- Riskiest first: hard flags before everything else, then the lowest score.
  review_rank int NOT NULL GENERATED ALWAYS AS (score - CASE WHEN hard THEN 101 ELSE 0 END) STORED,
  CHECK (decision ->> 'outcome' = status OR status = 'appealed')
);
CREATE INDEX idx_proof_assessments_reviews ON proof_assessments (review_rank, proof_id) WHERE status = 'in_review';
CREATE INDEX idx_proof_assessments_action ON proof_assessments (action_id);
CREATE INDEX idx_proof_assessments_player ON proof_assessments (player_id, proof_id DESC);

-- Every file that was sent, to find it again when it is sent a second time. Written before the proof is analysed, so that of
-- two proofs of one file at least one sees the other.
CREATE TABLE media_fingerprints (
  proof_id uuid PRIMARY KEY REFERENCES evidence (id),
  media_hash text NOT NULL CHECK (media_hash ~ '^sha256:[0-9a-f]{64}$'),
  action_id uuid NOT NULL REFERENCES actions (id),
  quest_id uuid NOT NULL,
  player_id uuid NOT NULL REFERENCES players (id),
  received_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX idx_media_fingerprints_hash ON media_fingerprints (media_hash, received_at, proof_id);

-- A quest that was handed in, until all of its proofs are decided.
CREATE TABLE verification_cases (
  action_id uuid PRIMARY KEY REFERENCES actions (id),
  quest_id uuid NOT NULL UNIQUE,
  mission_id uuid NOT NULL REFERENCES missions (id),
  zone_id uuid NOT NULL,
  player_id uuid NOT NULL REFERENCES players (id),
  proof_ids uuid[] NOT NULL CHECK (cardinality(proof_ids) BETWEEN 1 AND 20),
  duration_minutes int NOT NULL CHECK (duration_minutes BETWEEN 1 AND 1440),
  beneficiaries_count int NOT NULL CHECK (beneficiaries_count >= 0),
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'verified', 'rejected')),
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK ((status = 'waiting') = (decided_at IS NULL))
);
