-- Reports that were made. Their files lie in the object store; the note has a signature over the hash of each.
CREATE TABLE sponsor_reports (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES sponsor_organisations (id),
  currency text NOT NULL REFERENCES ledger_assets (code),
  campaign_id uuid REFERENCES sponsor_campaigns (id),
  from_day date,
  to_day date,
  made_by text NOT NULL CHECK (made_by IN ('person', 'schedule')),
  -- The figures of the whole, for the next report to compare with.
  figures jsonb NOT NULL,
  note text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT sponsor_reports_days CHECK (from_day <= to_day)
);
CREATE INDEX sponsor_reports_by_organisation ON sponsor_reports (organisation_id, id DESC);
-- Each month once, however many processes have the job.
CREATE UNIQUE INDEX sponsor_reports_scheduled ON sponsor_reports (organisation_id, currency, from_day, to_day) WHERE made_by = 'schedule';
CREATE TRIGGER sponsor_reports_rows BEFORE UPDATE OR DELETE ON sponsor_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
