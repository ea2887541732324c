-- The devices and addresses that an account's sessions were seen with, as keyed hashes: whether two accounts share one can be
-- said, which one cannot.
CREATE TABLE account_traces (
  account_id uuid NOT NULL REFERENCES accounts (id),
  kind text NOT NULL CHECK (kind IN ('device', 'address')),
  key text NOT NULL CHECK (key <> ''),
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, kind, key)
);
CREATE INDEX account_traces_by_key ON account_traces (kind, key, account_id);
CREATE INDEX account_traces_by_age ON account_traces (last_seen_at);
