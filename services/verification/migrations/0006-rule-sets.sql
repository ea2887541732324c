-- Rule sets that administrators tried or activated, besides those that come with the program. A version never changes: what it decided is
-- replayed with it.
CREATE TABLE assessment_rules (
  version text PRIMARY KEY CHECK (version <> ''),
  rules jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('candidate', 'shadow', 'active', 'retired')),
  note text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  activated_at timestamptz,
  CHECK (rules ->> 'version' = version),
  CHECK ((status IN ('active', 'retired')) <= (activated_at IS NOT NULL))
);
-- None active: the newest of the program decides.
CREATE UNIQUE INDEX assessment_rules_one_active ON assessment_rules ((true)) WHERE status = 'active';
CREATE INDEX assessment_rules_in_force ON assessment_rules (status) WHERE status IN ('shadow', 'active');

-- What rule sets in the shadow would have decided. Nothing acts on it.
CREATE TABLE shadow_verdicts (
  version text NOT NULL REFERENCES assessment_rules (version),
  proof_id uuid NOT NULL REFERENCES proof_assessments (proof_id),
  outcome text NOT NULL CHECK (outcome IN ('verified', 'in_review', 'rejected')),
  score int NOT NULL CHECK (score BETWEEN 0 AND 100),
  reason_code text NOT NULL,
  -- The verdict of the rules that acted, at that moment.
  acted_outcome text NOT NULL CHECK (acted_outcome IN ('verified', 'in_review', 'rejected')),
  acted_score int NOT NULL CHECK (acted_score BETWEEN 0 AND 100),
  acted_version text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (version, proof_id)
);
CREATE INDEX shadow_verdicts_by_proof ON shadow_verdicts (proof_id);

-- Past submissions, for back-tests.
CREATE INDEX proof_assessments_by_age ON proof_assessments (created_at DESC, proof_id DESC);
