-- What an organisation assumes for its social return, by currency: numbers in three cases with their sources.
CREATE TABLE roi_assumptions (
  organisation_id uuid NOT NULL REFERENCES sponsor_organisations (id),
  currency text NOT NULL REFERENCES ledger_assets (code),
  discount jsonb NOT NULL,
  outcomes jsonb NOT NULL,
  version int NOT NULL CHECK (version >= 1),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, currency)
);
