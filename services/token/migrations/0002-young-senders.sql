-- What young accounts can send away. One row, changed by administrators.
CREATE TABLE transfer_policy (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- An account is young for so many days after it was made.
  young_days int NOT NULL DEFAULT 7 CHECK (young_days BETWEEN 0 AND 365),
  -- The most that a young account can send in one UTC day.
  young_day_tokens int NOT NULL DEFAULT 10 CHECK (young_day_tokens >= 0)
);
INSERT INTO transfer_policy DEFAULT VALUES;
CREATE TRIGGER transfer_policy_stays BEFORE DELETE ON transfer_policy FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What young accounts have sent. Its row is locked before a transfer is posted, so that transfers at the same moment cannot pass the
-- limit together. Accounts that are not young have no rows.
CREATE TABLE transfer_days (
  player_id uuid NOT NULL,
  day date NOT NULL,
  tokens bigint NOT NULL DEFAULT 0 CHECK (tokens >= 0),
  PRIMARY KEY (player_id, day)
);
