-- When a zone was taken off the map for good, because quests and history refer to it.
ALTER TABLE zones
  ADD COLUMN retired_at timestamptz,
  ADD CONSTRAINT zones_retired CHECK (retired_at IS NULL OR NOT is_active);

-- Finds zones of the same name, whatever its capitals.
CREATE INDEX zones_by_name ON zones (lower(normalize(name::text))) WHERE retired_at IS NULL;
