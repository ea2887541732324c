-- How long a quest must have been under way before it can be handed in. One row, changed by administrators.
CREATE TABLE quest_policy (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- Of the mission's expected time.
  min_time_bps int NOT NULL DEFAULT 2000 CHECK (min_time_bps BETWEEN 0 AND 10000),
  -- Whatever the share comes to, but never more than the expected time.
  min_minutes int NOT NULL DEFAULT 2 CHECK (min_minutes BETWEEN 0 AND 1440)
);
INSERT INTO quest_policy DEFAULT VALUES;
CREATE TRIGGER quest_policy_stays BEFORE DELETE ON quest_policy FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The policy's answer when the quest began. Quests under way keep the terms that they began with: none.
ALTER TABLE quest_assignments ADD COLUMN min_minutes int NOT NULL DEFAULT 0 CHECK (min_minutes >= 0);
-- What the player reported; duration_minutes is what counts of it.
ALTER TABLE quest_assignments ADD COLUMN reported_minutes int CHECK (reported_minutes >= duration_minutes);
ALTER TABLE quest_assignments ADD COLUMN reward_explained text[] NOT NULL DEFAULT '{}';
