-- username_key is the case-folded NFKC form: names that look the same are the same. Collation "C" so that prefixes use the index.
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  username varchar(255) NOT NULL CHECK (username <> ''),
  username_key text COLLATE "C" NOT NULL CHECK (username_key <> ''),
  email_sealed text NOT NULL,
  email_hash text NOT NULL,
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  role text NOT NULL CHECK (role IN ('player', 'reviewer', 'sponsor', 'government', 'admin')),
  failed_logins integer NOT NULL DEFAULT 0 CHECK (failed_logins >= 0),
  locked_until timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT accounts_username_key UNIQUE (username_key),
  CONSTRAINT accounts_email_hash UNIQUE (email_hash)
);
CREATE INDEX accounts_by_role ON accounts (role, id DESC);

CREATE TABLE auth_sessions (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id),
  device text NOT NULL CHECK (device IN ('mobile', 'web')),
  ip_address text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text CHECK (end_reason IN ('logout', 'revoked', 'refresh_token_reused', 'password_changed', 'role_changed')),
  CONSTRAINT auth_sessions_end CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX auth_sessions_by_account ON auth_sessions (account_id, last_used_at DESC);
CREATE INDEX auth_sessions_by_expiry ON auth_sessions (expires_at);

-- A session's refresh tokens, as SHA-256. Used ones stay, so that a second use is noticed; only the newest is unused.
CREATE TABLE refresh_tokens (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  session_id uuid NOT NULL REFERENCES auth_sessions (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
CREATE UNIQUE INDEX refresh_tokens_one_unused ON refresh_tokens (session_id) WHERE used_at IS NULL;

CREATE TABLE signing_keys (
  kid text PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  private_sealed text NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz
);
CREATE UNIQUE INDEX signing_keys_one_active ON signing_keys ((true)) WHERE retired_at IS NULL;
