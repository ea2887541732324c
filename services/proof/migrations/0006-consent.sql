-- For what a player lets a proof's pictures be shown; beside it stands that a person released the blurred copies. Nothing was asked before.
ALTER TABLE evidence
  ADD COLUMN consent_public boolean NOT NULL DEFAULT false,
  ADD COLUMN consent_sponsor boolean NOT NULL DEFAULT false,
  -- Counts the changes of what may be shown, so that events that come late change nothing.
  ADD COLUMN pictures_change_no int NOT NULL DEFAULT 0,
  ADD CONSTRAINT evidence_consent_ends CHECK (erased_at IS NULL OR NOT (consent_public OR consent_sponsor));

-- No copy becomes released without consent, whoever writes it. The lock makes a withdrawal under way come before or after.
CREATE FUNCTION demand_picture_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM evidence WHERE id = NEW.proof_id AND (consent_public OR consent_sponsor) FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no consent to show the pictures of proof %', NEW.proof_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER blurred_copies_consent BEFORE INSERT OR UPDATE OF state ON blurred_copies
  FOR EACH ROW WHEN (NEW.state = 'released') EXECUTE FUNCTION demand_picture_consent();
