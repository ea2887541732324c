-- What the last run of the integrity checks found, by month where it is about one.
CREATE TABLE analytics_check_results (
  "check" text NOT NULL,
  month text,
  findings int NOT NULL CHECK (findings > 0),
  -- Some of what was found.
  refs text[] NOT NULL
);
CREATE TABLE analytics_check_runs (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  ran_at timestamptz NOT NULL
);

-- Months that were signed off, with what they came to then. Who did it stands in the audit log.
CREATE TABLE analytics_sign_offs (
  month text PRIMARY KEY CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  signed_at timestamptz NOT NULL,
  signed_by text NOT NULL CHECK (signed_by IN ('government', 'admin')),
  -- The position up to which entries counted: later ones of the month are corrections.
  upto bigint NOT NULL,
  actions bigint NOT NULL,
  people bigint NOT NULL,
  errors_open int NOT NULL,
  note text,
  CONSTRAINT analytics_sign_offs_note CHECK (errors_open = 0 OR note IS NOT NULL)
);
CREATE TRIGGER analytics_sign_offs_rows BEFORE UPDATE OR DELETE ON analytics_sign_offs FOR EACH ROW EXECUTE FUNCTION refuse_change();
