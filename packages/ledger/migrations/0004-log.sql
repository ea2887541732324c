-- The log of all transactions: an RFC 6962 tree in tiles (C2SP tlog-tiles) with signed checkpoints. Indices never come
-- from a sequence: the sequencer counts them under the lock of log_state, so there are no gaps.

-- One row: the right edge of the tree, by level the bytes of the partial tile there.
CREATE TABLE log_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  origin text NOT NULL,
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  edge bytea[] NOT NULL DEFAULT '{}'
);

-- No foreign key: the sequencer reads each transaction anyway, and the audit looks for orphans.
CREATE TABLE log_leaves (
  leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
  transaction_id uuid NOT NULL UNIQUE,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- One row per tile: a partial tile only ever gets wider, so every narrower one that was published is its beginning.
CREATE TABLE log_tiles (
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  n bigint NOT NULL CHECK (n >= 0),
  width smallint NOT NULL CHECK (width BETWEEN 1 AND 256),
  data bytea NOT NULL,
  PRIMARY KEY (level, n),
  CONSTRAINT log_tiles_length CHECK (octet_length(data) = 32 * width)
);

-- Full bundles of 256 entries only; the entries after the last full one are read from their transactions.
CREATE TABLE log_bundles (
  n bigint PRIMARY KEY CHECK (n >= 0),
  data bytea NOT NULL
);

-- A change of the signing key signs the same size again, hence the key id in the key. The newest has the highest id.
CREATE TABLE log_checkpoints (
  id bigint GENERATED ALWAYS AS IDENTITY,
  size bigint NOT NULL CHECK (size >= 0),
  key_id bigint NOT NULL,
  note text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (size, id),
  CONSTRAINT log_checkpoints_once UNIQUE (size, key_id)
);

-- Hashes do not compress, and pieces of uncompressed values can be read without the rest.
ALTER TABLE log_state ALTER COLUMN edge SET STORAGE EXTERNAL;
ALTER TABLE log_tiles ALTER COLUMN data SET STORAGE EXTERNAL;
ALTER TABLE log_bundles ALTER COLUMN data SET STORAGE EXTERNAL;

-- A queue: all of its rows die soon, so it is cleaned by count and not by share.
ALTER TABLE log_pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

CREATE FUNCTION log_state_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.origin <> OLD.origin OR NEW.size <= OLD.size THEN
    RAISE EXCEPTION 'the log has one origin for ever and only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION log_tile_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.level, NEW.n) <> (OLD.level, OLD.n) OR NEW.width <= OLD.width OR substring(NEW.data FOR 32 * OLD.width) <> OLD.data THEN
    RAISE EXCEPTION 'tile %/% refused: a tile only gets wider', OLD.level, OLD.n USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['log_leaves', 'log_bundles', 'log_checkpoints', 'log_tiles', 'log_state'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()', table_name || '_rows',
      CASE WHEN table_name IN ('log_tiles', 'log_state') THEN 'DELETE' ELSE 'UPDATE OR DELETE' END, table_name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()',
      table_name || '_all', table_name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I',
      table_name, table_name || '_rows', table_name || '_all');
  END LOOP;
END
$$;

CREATE TRIGGER log_state_grows BEFORE UPDATE ON log_state FOR EACH ROW EXECUTE FUNCTION log_state_only_grows();
ALTER TABLE log_state ENABLE ALWAYS TRIGGER log_state_grows;
CREATE TRIGGER log_tiles_grow BEFORE UPDATE ON log_tiles FOR EACH ROW EXECUTE FUNCTION log_tile_only_grows();
ALTER TABLE log_tiles ENABLE ALWAYS TRIGGER log_tiles_grow;

-- As in 0003: without the roles the triggers hold all the same.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('oneheart_ledger', 'oneheart_app')) < 2 THEN
    RETURN;
  END IF;
  ALTER TABLE log_state OWNER TO oneheart_ledger;
  ALTER TABLE log_leaves OWNER TO oneheart_ledger;
  ALTER TABLE log_tiles OWNER TO oneheart_ledger;
  ALTER TABLE log_bundles OWNER TO oneheart_ledger;
  ALTER TABLE log_checkpoints OWNER TO oneheart_ledger;
  ALTER FUNCTION log_state_only_grows() OWNER TO oneheart_ledger;
  ALTER FUNCTION log_tile_only_grows() OWNER TO oneheart_ledger;
  GRANT SELECT, INSERT ON log_state, log_leaves, log_tiles, log_bundles, log_checkpoints TO oneheart_app;
  GRANT UPDATE (size, edge) ON log_state TO oneheart_app;
  GRANT UPDATE (width, data) ON log_tiles TO oneheart_app;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'log roles not set up: %', SQLERRM;
END
$$;
