-- Wrong passwords are counted in the cache, by name and place, so that nobody can lock somebody else's account. Whoever unlocks an
-- account raises its epoch, which is part of the counters' keys: all of them begin anew.
ALTER TABLE accounts
  DROP COLUMN failed_logins,
  DROP COLUMN locked_until,
  ADD COLUMN guess_epoch integer NOT NULL DEFAULT 0 CHECK (guess_epoch >= 0);
