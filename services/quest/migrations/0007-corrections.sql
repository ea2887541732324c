-- When the first quest of a mission began: until then its terms can be corrected.
ALTER TABLE missions
  ADD COLUMN begun_at timestamptz,
  -- Grows with every change, so that an administrator who looked at another one is told.
  ADD COLUMN version int NOT NULL DEFAULT 1 CHECK (version >= 1);
UPDATE missions m SET begun_at = first.started_at
FROM (SELECT mission_id, min(started_at) AS started_at FROM quest_assignments GROUP BY mission_id) first WHERE first.mission_id = m.id;
