-- Acts that wait for a second person, those that were decided, and those that one person did alone. `input` and `requester` are what the
-- act is carried out with; they are kept only until then.
CREATE TABLE approvals (
  id uuid PRIMARY KEY,
  operation text NOT NULL,
  record text,
  input jsonb,
  requester jsonb,
  -- Two requests for the same never wait beside each other.
  input_digest text NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'carried_out', 'failed', 'refused', 'withdrawn', 'expired')),
  difference jsonb NOT NULL,
  difference_id text NOT NULL,
  requested_by uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  -- The roles that may approve it.
  approvers text[] NOT NULL,
  expires_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  error_code text,
  alone boolean NOT NULL DEFAULT false,
  CHECK (status NOT IN ('approved', 'refused', 'failed') OR decided_by <> requested_by),
  CHECK (status <> 'carried_out' OR (alone AND decided_by IS NULL) OR (NOT alone AND decided_by <> requested_by)),
  CHECK (status NOT IN ('pending', 'approved') OR (input IS NOT NULL AND requester IS NOT NULL))
);
CREATE UNIQUE INDEX approvals_waiting_once ON approvals (operation, input_digest) WHERE status IN ('pending', 'approved');
CREATE INDEX approvals_waiting ON approvals (expires_at) WHERE status = 'pending';
CREATE INDEX approvals_by_record ON approvals (operation, record, id DESC);
CREATE INDEX approvals_alone ON approvals (decided_at) WHERE alone;

CREATE TABLE approval_policy (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  people text NOT NULL CHECK (people IN ('two', 'one')),
  changed_at timestamptz
);
INSERT INTO approval_policy (people) VALUES ('two');

ALTER TABLE audit_log ADD COLUMN approval_id uuid, ADD COLUMN approved_by uuid;
