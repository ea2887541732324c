-- How much the circle that confirms a player looks like a ring: worked out every night from who confirmed whom. It orders players for
-- review and never rejects.
CREATE TABLE witness_ring_runs (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  status text NOT NULL CHECK (status IN ('ok', 'no_confirmations', 'no_known_honest')),
  version text NOT NULL,
  players int NOT NULL CHECK (players >= 0),
  confirmations int NOT NULL CHECK (confirmations >= 0),
  rings int NOT NULL CHECK (rings >= 0),
  computed_at timestamptz NOT NULL
);
CREATE TABLE witness_rings (
  player_id uuid PRIMARY KEY REFERENCES players (id),
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
  group_no int NOT NULL,
  -- For reviewers.
  words text NOT NULL
);

-- What people decided: labels for calibration, and who is known to be honest.
CREATE INDEX proof_assessments_by_people ON proof_assessments (decided_at, proof_id) WHERE decision ->> 'decided_by' = 'reviewer';
