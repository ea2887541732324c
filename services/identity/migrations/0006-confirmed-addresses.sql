-- An address belongs to the account that confirmed it. Until then anybody may have named it, so it keeps nobody else away.
ALTER TABLE accounts ADD COLUMN email_confirmed_at timestamptz;
ALTER TABLE accounts DROP CONSTRAINT accounts_email_hash;
CREATE UNIQUE INDEX accounts_confirmed_email ON accounts (email_hash) WHERE email_confirmed_at IS NOT NULL;
CREATE INDEX accounts_by_email ON accounts (email_hash, id);

-- Links that were mailed, as SHA-256 of their secrets; a used one is deleted. `email_hash` is the address it was sent to.
CREATE TABLE account_links (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  account_id uuid NOT NULL REFERENCES accounts (id),
  purpose text NOT NULL CHECK (purpose IN ('confirm_email', 'reset_password', 'leave_email', 'enter_email')),
  email_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX account_links_by_account ON account_links (account_id);
CREATE INDEX account_links_by_expiry ON account_links (expires_at);

-- A change of address under way. Both addresses agree to it; one that was never confirmed is not asked.
CREATE TABLE email_changes (
  account_id uuid PRIMARY KEY REFERENCES accounts (id),
  email_sealed text NOT NULL,
  email_hash text NOT NULL,
  left_at timestamptz,
  entered_at timestamptz,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX email_changes_by_expiry ON email_changes (expires_at);
