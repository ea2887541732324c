-- What reviewers call an item: random, so that it leads nobody to the proof, its action or its place in the queue.
ALTER TABLE review_items ADD COLUMN item_id uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX review_items_by_item_id ON review_items (item_id);

-- New accounts are looked at more often, and nobody gives items back until a better one comes.
ALTER TABLE review_policy
  ADD COLUMN new_account_actions int NOT NULL DEFAULT 5 CHECK (new_account_actions BETWEEN 0 AND 1000),
  ADD COLUMN new_account_audit_bps int NOT NULL DEFAULT 2500 CHECK (new_account_audit_bps BETWEEN 0 AND 10000),
  ADD COLUMN releases_per_day int NOT NULL DEFAULT 10 CHECK (releases_per_day BETWEEN 0 AND 10000);
CREATE INDEX review_recusals_released ON review_recusals (reviewer_id, created_at) WHERE reason = 'released';
CREATE INDEX verification_cases_by_player ON verification_cases (player_id, status);

-- What an action would pay in tokens: not what its mission names before factors. Null where it was not worked out.
ALTER TABLE proof_assessments ADD COLUMN award_tokens int CHECK (award_tokens >= 0);

CREATE FUNCTION stake_tokens_of(assessment proof_assessments) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(assessment.award_tokens, (assessment.facts #>> '{quest,base_tokens}')::int, 0)
$$;

CREATE OR REPLACE FUNCTION review_items_follow_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE review_items SET status = 'closed', closed_at = NEW.decided_at, holder_id = NULL, held_until = NULL
    WHERE proof_id = NEW.proof_id AND status = 'open' AND purpose <> 'known';
  END IF;
  IF NEW.status = 'in_review' THEN
    INSERT INTO review_items (proof_id, purpose, score, hard, stake_tokens, queued_at, due_at)
    SELECT NEW.proof_id, 'decision', NEW.score, NEW.hard, stake_tokens_of(NEW), NEW.decided_at,
      NEW.decided_at + make_interval(days => p.review_days) FROM review_policy p;
  END IF;
  RETURN NULL;
END
$$;

-- What a player reports when the quest is handed in changes the award: what waits follows.
CREATE FUNCTION review_items_follow_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE review_items SET stake_tokens = stake_tokens_of(NEW) WHERE proof_id = NEW.proof_id AND status = 'open' AND purpose <> 'known';
  RETURN NULL;
END
$$;
CREATE TRIGGER review_items_follow_new_award AFTER UPDATE OF award_tokens ON proof_assessments
  FOR EACH ROW WHEN (OLD.award_tokens IS DISTINCT FROM NEW.award_tokens) EXECUTE FUNCTION review_items_follow_award();
