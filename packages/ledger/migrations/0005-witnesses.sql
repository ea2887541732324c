-- What witnesses said of checkpoints (C2SP tlog-cosignature): signature lines, checked before they are stored, word for word.

-- By size and not by checkpoint: a cosignature is over a checkpoint's text, which does not depend on who signed it.
CREATE TABLE log_cosignatures (
  size bigint NOT NULL CHECK (size >= 0),
  witness_name text NOT NULL,
  key_id bigint NOT NULL,
  line text NOT NULL CONSTRAINT log_cosignatures_line CHECK (line ~ '^— [^\s+]+ [A-Za-z0-9+/=]+\n$' AND length(line) <= 16384),
  received_at timestamptz NOT NULL,
  PRIMARY KEY (size, witness_name, key_id)
);

-- How far each witness has come.
CREATE INDEX log_cosignatures_newest ON log_cosignatures (witness_name, key_id, size);

CREATE TRIGGER log_cosignatures_rows BEFORE UPDATE OR DELETE ON log_cosignatures FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER log_cosignatures_all BEFORE TRUNCATE ON log_cosignatures FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE log_cosignatures ENABLE ALWAYS TRIGGER log_cosignatures_rows, ENABLE ALWAYS TRIGGER log_cosignatures_all;

-- As in 0003: without the roles the triggers hold all the same.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('oneheart_ledger', 'oneheart_app')) < 2 THEN
    RETURN;
  END IF;
  ALTER TABLE log_cosignatures OWNER TO oneheart_ledger;
  GRANT SELECT, INSERT ON log_cosignatures TO oneheart_app;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'roles of log_cosignatures not set up: %', SQLERRM;
END
$$;
