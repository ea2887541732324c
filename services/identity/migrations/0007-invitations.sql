-- Codes as SHA-256: they have 80 random bits.
CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  code_hash bytea NOT NULL CONSTRAINT invitations_code UNIQUE CHECK (octet_length(code_hash) = 32),
  role text NOT NULL CHECK (role IN ('player', 'reviewer', 'sponsor', 'government', 'admin')),
  note text,
  uses integer NOT NULL DEFAULT 0,
  uses_max integer NOT NULL,
  created_by uuid REFERENCES accounts (id),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  CONSTRAINT invitations_uses CHECK (uses BETWEEN 0 AND uses_max),
  CONSTRAINT invitations_groups CHECK (role = 'player' OR uses_max = 1)
);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);
