-- How reviewing works here: one row, changed by administrators.
CREATE TABLE review_policy (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  lease_minutes int NOT NULL DEFAULT 15 CHECK (lease_minutes BETWEEN 1 AND 240),
  review_days int NOT NULL DEFAULT 3 CHECK (review_days BETWEEN 1 AND 90),
  second_opinion_bps int NOT NULL DEFAULT 1000 CHECK (second_opinion_bps BETWEEN 0 AND 10000),
  second_opinion_from_tokens int NOT NULL DEFAULT 50 CHECK (second_opinion_from_tokens >= 0),
  audit_bps int NOT NULL DEFAULT 400 CHECK (audit_bps BETWEEN 0 AND 10000),
  known_bps int NOT NULL DEFAULT 500 CHECK (known_bps BETWEEN 0 AND 10000),
  reliability_min_bps int NOT NULL DEFAULT 6000 CHECK (reliability_min_bps BETWEEN 0 AND 10000),
  reliability_min_cases int NOT NULL DEFAULT 20 CHECK (reliability_min_cases >= 1),
  appeal_days int NOT NULL DEFAULT 14 CHECK (appeal_days BETWEEN 1 AND 365),
  appeal_decision_days int NOT NULL DEFAULT 7 CHECK (appeal_decision_days BETWEEN 1 AND 90)
);
INSERT INTO review_policy DEFAULT VALUES;

-- Grows with every change of the status, so that listeners can tell late words from new ones.
ALTER TABLE proof_assessments ADD COLUMN decision_no int NOT NULL DEFAULT 0;

-- What waits for people. `holder_id` is one column, so an item never has two holders; the index below says the other half: a
-- reviewer holds one item at a time. `known` items are seeded cases, each for one reviewer, without effect on anybody else.
CREATE TABLE review_items (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proof_id uuid NOT NULL REFERENCES proof_assessments (proof_id),
  purpose text NOT NULL CHECK (purpose IN ('decision', 'audit', 'appeal', 'known')),
  only_for uuid,
  score int NOT NULL CHECK (score BETWEEN 0 AND 100),
  hard boolean NOT NULL,
  stake_tokens int NOT NULL CHECK (stake_tokens >= 0),
  queued_at timestamptz NOT NULL,
  due_at timestamptz,
  overdue boolean NOT NULL DEFAULT false,
  opinions_needed smallint NOT NULL DEFAULT 1 CHECK (opinions_needed BETWEEN 1 AND 3),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  closed_at timestamptz,
  holder_id uuid,
  held_until timestamptz,
  -- Lowest first: overdue appeals, then hard flags and what nobody took for days, then the largest expected loss, in
  -- hundredths of a token. A reward without tokens counts as one.
  review_rank bigint NOT NULL GENERATED ALWAYS AS (
    - (100 - score)::bigint * greatest(stake_tokens, 1)
    - CASE WHEN hard OR (overdue AND purpose <> 'appeal') THEN 1000000000 ELSE 0 END
    - CASE WHEN overdue AND purpose = 'appeal' THEN 1000000000000 ELSE 0 END
  ) STORED,
  CHECK ((purpose = 'known') = (only_for IS NOT NULL)),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((holder_id IS NULL) = (held_until IS NULL)),
  CHECK (status = 'open' OR holder_id IS NULL)
);
CREATE INDEX review_items_queue ON review_items (review_rank, id) WHERE status = 'open';
CREATE INDEX review_items_due ON review_items (due_at) WHERE status = 'open' AND NOT overdue AND due_at IS NOT NULL;
CREATE INDEX review_items_by_proof ON review_items (proof_id);
CREATE UNIQUE INDEX review_items_open_once ON review_items (proof_id) WHERE status = 'open' AND purpose <> 'known';
CREATE UNIQUE INDEX review_items_audited_once ON review_items (proof_id) WHERE purpose = 'audit';
CREATE UNIQUE INDEX review_items_one_known_each ON review_items (only_for) WHERE status = 'open' AND purpose = 'known';
CREATE UNIQUE INDEX review_items_one_held_each ON review_items (holder_id) WHERE holder_id IS NOT NULL;

-- What reviewers said. Nobody judges the same proof twice, whatever for.
CREATE TABLE review_opinions (
  id uuid PRIMARY KEY,
  item_id bigint NOT NULL REFERENCES review_items (id),
  proof_id uuid NOT NULL REFERENCES proof_assessments (proof_id),
  reviewer_id uuid NOT NULL,
  position smallint NOT NULL CHECK (position BETWEEN 1 AND 3),
  decision text NOT NULL CHECK (decision IN ('approve', 'reject')),
  reason_code text NOT NULL CHECK (reason_code <> ''),
  note text,
  created_at timestamptz NOT NULL,
  UNIQUE (item_id, position),
  UNIQUE (proof_id, reviewer_id)
);

-- Who is not offered a proof: `involved` (a witness, or who took the approval back) forbids deciding, `released` only keeps it from being offered again.
CREATE TABLE review_recusals (
  proof_id uuid NOT NULL,
  reviewer_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('involved', 'released')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (proof_id, reviewer_id)
);

-- Running counts of each reviewer. The row lock puts the claims of one reviewer in line.
CREATE TABLE reviewer_records (
  reviewer_id uuid PRIMARY KEY,
  claims bigint NOT NULL DEFAULT 0,
  decisions bigint NOT NULL DEFAULT 0,
  known_n int NOT NULL DEFAULT 0,
  known_agreed int NOT NULL DEFAULT 0 CHECK (known_agreed BETWEEN 0 AND known_n),
  second_n int NOT NULL DEFAULT 0,
  second_agreed int NOT NULL DEFAULT 0 CHECK (second_agreed BETWEEN 0 AND second_n),
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX reviewer_records_seen ON reviewer_records (last_seen_at);

CREATE TABLE known_cases (
  proof_id uuid PRIMARY KEY REFERENCES proof_assessments (proof_id),
  answer text NOT NULL CHECK (answer IN ('authentic', 'not_authentic')),
  marked_by uuid NOT NULL,
  created_at timestamptz NOT NULL
);

-- Appeals. A rejection is appealed once: a further appeal needs an overturned one between.
CREATE TABLE proof_appeals (
  id uuid PRIMARY KEY,
  proof_id uuid NOT NULL REFERENCES proof_assessments (proof_id),
  player_id uuid NOT NULL,
  statement text NOT NULL,
  rejected_because text NOT NULL,
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('upheld', 'overturned')),
  decided_at timestamptz,
  CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX proof_appeals_once ON proof_appeals (proof_id) WHERE outcome IS DISTINCT FROM 'overturned';
CREATE INDEX proof_appeals_by_proof ON proof_appeals (proof_id, created_at DESC);
CREATE INDEX proof_appeals_by_player ON proof_appeals (player_id);

-- An action is reversed once, ever.
CREATE TABLE action_reversals (
  action_id uuid PRIMARY KEY REFERENCES verification_cases (action_id),
  proof_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause IN ('audit', 'administrator')),
  reason_code text NOT NULL,
  created_at timestamptz NOT NULL
);

-- A proof in review has exactly one open item, whoever writes its status: that is why the database makes and closes it.
CREATE FUNCTION review_items_follow_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE review_items SET status = 'closed', closed_at = NEW.decided_at, holder_id = NULL, held_until = NULL
    WHERE proof_id = NEW.proof_id AND status = 'open' AND purpose <> 'known';
  END IF;
  IF NEW.status = 'in_review' THEN
    INSERT INTO review_items (proof_id, purpose, score, hard, stake_tokens, queued_at, due_at)
    SELECT NEW.proof_id, 'decision', NEW.score, NEW.hard, coalesce((NEW.facts #>> '{quest,base_tokens}')::int, 0), NEW.decided_at,
      NEW.decided_at + make_interval(days => p.review_days) FROM review_policy p;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER review_items_follow_new_assessment AFTER INSERT ON proof_assessments
  FOR EACH ROW WHEN (NEW.status = 'in_review') EXECUTE FUNCTION review_items_follow_assessment();
CREATE TRIGGER review_items_follow_decision AFTER UPDATE OF status ON proof_assessments
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION review_items_follow_assessment();

-- What waits is judged again when witnesses speak: its place in the queue follows.
CREATE FUNCTION review_items_follow_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE review_items SET score = NEW.score, hard = NEW.hard WHERE proof_id = NEW.proof_id AND status = 'open' AND purpose <> 'known';
  RETURN NULL;
END
$$;
CREATE TRIGGER review_items_follow_new_score AFTER UPDATE OF score, hard ON proof_assessments
  FOR EACH ROW WHEN (OLD.status = NEW.status AND (OLD.score <> NEW.score OR OLD.hard <> NEW.hard)) EXECUTE FUNCTION review_items_follow_score();

-- What waited and what was decided by people before there was a queue.
INSERT INTO review_items (proof_id, purpose, score, hard, stake_tokens, queued_at, due_at, status, closed_at)
SELECT a.proof_id, 'decision', a.score, a.hard, coalesce((a.facts #>> '{quest,base_tokens}')::int, 0), a.created_at,
  a.created_at + make_interval(days => p.review_days), CASE a.status WHEN 'in_review' THEN 'open' ELSE 'closed' END,
  CASE a.status WHEN 'in_review' THEN NULL ELSE a.decided_at END
FROM proof_assessments a CROSS JOIN review_policy p
WHERE a.status = 'in_review' OR a.decision ->> 'decided_by' = 'reviewer' ORDER BY a.proof_id;
INSERT INTO review_opinions (id, item_id, proof_id, reviewer_id, position, decision, reason_code, note, created_at)
SELECT gen_random_uuid(), i.id, a.proof_id, (a.decision ->> 'reviewer_id')::uuid, 1,
  CASE a.status WHEN 'verified' THEN 'approve' ELSE 'reject' END, a.decision ->> 'reason_code', a.decision ->> 'note', a.decided_at
FROM proof_assessments a JOIN review_items i ON i.proof_id = a.proof_id WHERE a.decision ->> 'decided_by' = 'reviewer';
INSERT INTO reviewer_records (reviewer_id, decisions, last_seen_at)
SELECT reviewer_id, count(*), max(created_at) FROM review_opinions GROUP BY reviewer_id;

DROP INDEX idx_proof_assessments_reviews;
ALTER TABLE proof_assessments DROP COLUMN review_rank;
