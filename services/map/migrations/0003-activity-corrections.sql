-- The action of a line; null in lines older than this column, until a correction names their ledger entry.
ALTER TABLE zone_activity ADD COLUMN action_id uuid;

-- Actions whose award was reversed or reinstated, in whatever order that was heard. Each happens once, ever.
CREATE TABLE zone_activity_corrections (
  action_id uuid PRIMARY KEY,
  reversed boolean NOT NULL DEFAULT false,
  reinstated boolean NOT NULL DEFAULT false
);
