-- Double entry. A transfer is one row with a debit and a credit side, so it is balanced by construction.
-- Money is bigint in minor units; an asset's scale says how many of its digits are decimals.

-- One row: tells this ledger from every other, whatever the database is called.
CREATE TABLE ledger_identity (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  only_row boolean NOT NULL UNIQUE DEFAULT true CHECK (only_row)
);

INSERT INTO ledger_identity DEFAULT VALUES;

CREATE TABLE ledger_assets (
  id smallint PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9]{1,11}$'),
  scale smallint NOT NULL CHECK (scale BETWEEN 0 AND 8)
);

INSERT INTO ledger_assets (id, code, scale) VALUES
  (1, 'XP', 0), (2, 'HEART', 0), (3, 'CREDIT', 2), (4, 'THB', 2), (5, 'USD', 2), (6, 'EUR', 2);

-- personal: the owner may be a person, so leaves name the account by a salted commitment only.
CREATE TABLE ledger_account_kinds (
  kind text PRIMARY KEY,
  may_go_negative boolean NOT NULL DEFAULT false,
  owner text NOT NULL CHECK (owner IN ('required', 'optional', 'none')),
  personal boolean NOT NULL
);

INSERT INTO ledger_account_kinds (kind, may_go_negative, owner, personal) VALUES
  ('issuance', true, 'none', false),
  ('burned', false, 'none', false),
  ('player', false, 'required', true),
  ('escrow', false, 'required', true),
  ('pool_local', false, 'optional', false),
  ('pool_national', false, 'optional', false),
  ('pool_global', false, 'optional', false),
  ('treasury', false, 'optional', false);

-- Fillfactor 50 leaves room on the page, so that a balance update stays there and touches no index.
CREATE TABLE ledger_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asset_id smallint NOT NULL REFERENCES ledger_assets (id),
  kind text NOT NULL REFERENCES ledger_account_kinds (kind),
  owner_id text,
  debits_posted bigint NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
  credits_posted bigint NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
  debits_pending bigint NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
  credits_pending bigint NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
  version bigint NOT NULL DEFAULT 0,
  may_go_negative boolean NOT NULL DEFAULT false,
  CONSTRAINT ledger_accounts_owner UNIQUE NULLS NOT DISTINCT (owner_id, kind, asset_id),
  CONSTRAINT ledger_accounts_funds CHECK (may_go_negative OR credits_posted - debits_posted - debits_pending >= 0)
) WITH (fillfactor = 50);

-- The only place that ties a person to commitments in leaves. Deleting a row makes them meaningless for ever.
CREATE TABLE ledger_subjects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject_id text NOT NULL UNIQUE,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32)
);

-- idempotency_hash is over principal and key, not their text: a client may put anything into a key, and rows here stay.
-- subject_ref has no foreign key: it outlives the erased subject on purpose.
CREATE TABLE ledger_transactions (
  id uuid PRIMARY KEY,
  seq bigserial NOT NULL UNIQUE,
  kind text NOT NULL,
  reason_ref text NOT NULL,
  occurred_at timestamptz NOT NULL,
  subject_ref bigint,
  corrects uuid REFERENCES ledger_transactions (id),
  idempotency_hash bytea,
  idempotency_fingerprint bytea,
  leaf bytea NOT NULL CHECK (octet_length(leaf) <= 65535),
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
  CONSTRAINT ledger_transactions_idempotency CHECK ((idempotency_hash IS NULL) = (idempotency_fingerprint IS NULL))
);

CREATE UNIQUE INDEX ledger_transactions_idempotency_hash ON ledger_transactions (idempotency_hash) WHERE idempotency_hash IS NOT NULL;
CREATE INDEX ledger_transactions_corrects ON ledger_transactions (corrects) WHERE corrects IS NOT NULL;

-- No foreign keys here, so that posting makes no checks row by row. The rows are written in one statement with
-- their transaction, from accounts locked in the same transaction, and the audit looks for orphans.
CREATE TABLE ledger_transfers (
  id uuid PRIMARY KEY,
  transaction_id uuid NOT NULL,
  seq bigint NOT NULL,
  position smallint NOT NULL,
  debit_account_id bigint NOT NULL,
  credit_account_id bigint NOT NULL,
  asset_id smallint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  hold_id uuid,
  CONSTRAINT ledger_transfers_position UNIQUE (seq, position),
  CONSTRAINT ledger_transfers_sides CHECK (debit_account_id <> credit_account_id)
);

CREATE INDEX ledger_transfers_debit ON ledger_transfers (debit_account_id, seq);
CREATE INDEX ledger_transfers_credit ON ledger_transfers (credit_account_id, seq);

-- Two-phase: a hold reserves until exactly one resolution, which the primary key of the resolutions enforces.
CREATE TABLE ledger_holds (
  id uuid PRIMARY KEY,
  transaction_id uuid NOT NULL REFERENCES ledger_transactions (id),
  seq bigint NOT NULL,
  position smallint NOT NULL,
  debit_account_id bigint NOT NULL,
  credit_account_id bigint NOT NULL,
  asset_id smallint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  expires_at timestamptz,
  CONSTRAINT ledger_holds_position UNIQUE (seq, position),
  CONSTRAINT ledger_holds_sides CHECK (debit_account_id <> credit_account_id)
);

CREATE INDEX ledger_holds_debit ON ledger_holds (debit_account_id, seq);
CREATE INDEX ledger_holds_credit ON ledger_holds (credit_account_id, seq);

CREATE TABLE ledger_hold_resolutions (
  hold_id uuid PRIMARY KEY REFERENCES ledger_holds (id),
  transaction_id uuid NOT NULL REFERENCES ledger_transactions (id),
  seq bigint NOT NULL,
  position smallint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('captured', 'released', 'expired')),
  amount_captured bigint NOT NULL CHECK ((outcome = 'captured') = (amount_captured > 0) AND amount_captured >= 0),
  CONSTRAINT ledger_hold_resolutions_position UNIQUE (seq, position)
);

-- A working list, not history: the holds that are still open, so that finding the overdue ones never reads old holds.
CREATE TABLE ledger_open_holds (
  hold_id uuid PRIMARY KEY,
  expires_at timestamptz
);

CREATE INDEX ledger_open_holds_expiry ON ledger_open_holds (expires_at) WHERE expires_at IS NOT NULL;

-- What the log's sequencer still has to take in; written in the same database transaction as the posting.
CREATE TABLE log_pending (
  seq bigint PRIMARY KEY,
  transaction_id uuid NOT NULL,
  leaf_hash bytea NOT NULL
);
