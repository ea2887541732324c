-- Reports whose files are being written: what a failed call leaves in the object store is removed from there.
CREATE TABLE sponsor_report_drafts (
  id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sponsor_report_drafts_by_start ON sponsor_report_drafts (started_at);
