-- An expired quest takes what was captured in time until its grace is over; then it is final.
ALTER TABLE quest_assignments ADD COLUMN is_final boolean NOT NULL DEFAULT false;
UPDATE quest_assignments SET is_final = true WHERE status = 'expired';
CREATE INDEX quest_grace ON quest_assignments (expires_at) WHERE status = 'expired' AND NOT is_final;
