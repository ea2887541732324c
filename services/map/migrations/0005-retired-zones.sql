-- When a zone was taken off the map for good, because quests and history refer to it.
ALTER TABLE zones
  ADD COLUMN retired_at timestamptz,
  ADD CONSTRAINT zones_retired CHECK (retired_at IS NULL OR NOT is_active);
