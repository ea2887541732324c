-- An account is closed for value in the transaction that erases it: from its commit on nobody finds a player there to pay or to send to,
-- while the erasure goes its way from service to service. Names are replaced later, at erased_at.
ALTER TABLE players ADD COLUMN closed_at timestamptz;
UPDATE players SET closed_at = erased_at WHERE erased_at IS NOT NULL;

CREATE FUNCTION players_close_with_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE players SET closed_at = NEW.erased_at WHERE id = NEW.id AND closed_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER players_close_with_accounts AFTER UPDATE OF erased_at ON accounts FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION players_close_with_account();
