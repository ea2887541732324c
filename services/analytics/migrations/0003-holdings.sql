-- What each person's account holds of tokens, as far as the log has sealed it. The ledger's account numbers name nobody.
CREATE TABLE analytics_holdings (
  account_id bigint PRIMARY KEY,
  balance bigint NOT NULL,
  -- What was issued to it, less what went back.
  earned bigint NOT NULL,
  -- The last day (UTC) on which something moved.
  last_day date NOT NULL
) WITH (fillfactor = 70);

-- What people sent each other, by day (UTC).
CREATE TABLE analytics_sent (
  day date NOT NULL,
  from_account_id bigint NOT NULL,
  to_account_id bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  movements int NOT NULL CHECK (movements > 0),
  PRIMARY KEY (day, from_account_id, to_account_id)
);

-- Leaves that holdings count. They begin at the first one, so that what was sealed before there were any is counted, too.
ALTER TABLE analytics_flow_position ADD COLUMN holdings_size bigint NOT NULL DEFAULT 0;
