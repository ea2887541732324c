-- When everything about the person was replaced. The row stays, so that what names its id keeps naming something.
ALTER TABLE accounts ADD COLUMN erased_at timestamptz;
CREATE INDEX accounts_erased ON accounts (erased_at) WHERE erased_at IS NOT NULL;

ALTER TABLE auth_sessions
  DROP CONSTRAINT auth_sessions_end_reason_check,
  ADD CONSTRAINT auth_sessions_end_reason_check
    CHECK (end_reason IN ('logout', 'revoked', 'refresh_token_reused', 'password_changed', 'role_changed', 'erased'));
