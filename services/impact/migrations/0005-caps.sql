-- The most that the whole programme pays in a day (null: no limit), and diminishing returns for more of the same kind (step 0: none).
ALTER TABLE reward_policy
  ADD COLUMN programme_day_xp int CHECK (programme_day_xp >= 0),
  ADD COLUMN programme_day_tokens int CHECK (programme_day_tokens >= 0),
  ADD COLUMN same_kind_days int NOT NULL DEFAULT 1 CHECK (same_kind_days BETWEEN 1 AND 365),
  ADD COLUMN same_kind_free int NOT NULL DEFAULT 3 CHECK (same_kind_free >= 0),
  ADD COLUMN same_kind_step_bps int NOT NULL DEFAULT 0 CHECK (same_kind_step_bps BETWEEN 0 AND 10000),
  ADD COLUMN same_kind_min_bps int NOT NULL DEFAULT 5000 CHECK (same_kind_min_bps BETWEEN 0 AND 10000);

-- What the programme paid in a day is what its zones paid.
CREATE INDEX reward_days_of_zones ON reward_days (day) WHERE scope = 'zone';
