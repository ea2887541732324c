-- One order of everything that sponsors' figures count, so that a figure can say up to where it counts. Whoever adds to it holds this row,
-- last of all locks: a position that is seen has all earlier ones before it.
CREATE TABLE sponsor_position (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO sponsor_position DEFAULT VALUES;
CREATE TRIGGER sponsor_position_stays BEFORE DELETE ON sponsor_position FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE campaign_actions ADD COLUMN position bigint;
ALTER TABLE campaign_corrections ADD COLUMN position bigint;
ALTER TABLE sponsor_contributions ADD COLUMN position bigint UNIQUE;
-- Lines of the figures: what was paid for and what was corrected.
ALTER TABLE campaign_days ADD COLUMN entries bigint NOT NULL DEFAULT 0;

-- What came before has its place in the order of time; a correction is never before what it corrects.
ALTER TABLE campaign_actions DISABLE TRIGGER campaign_actions_rows;
ALTER TABLE campaign_corrections DISABLE TRIGGER campaign_corrections_rows;
WITH counted AS (
  SELECT id, row_number() OVER (ORDER BY at, step, id) AS position FROM (
    SELECT id, recorded_at AS at, 1 AS step FROM campaign_actions
    UNION ALL
    SELECT k.id, greatest(k.recorded_at, a.recorded_at), CASE k.kind WHEN 'reversal' THEN 2 ELSE 3 END FROM campaign_corrections k
    JOIN campaign_actions a ON a.action_id = k.action_id AND a.campaign_id = k.campaign_id
    UNION ALL
    SELECT id, paid_at, 0 FROM sponsor_contributions WHERE status = 'paid'
  ) x
), actions AS (
  UPDATE campaign_actions t SET position = c.position FROM counted c WHERE t.id = c.id
), corrections AS (
  UPDATE campaign_corrections t SET position = c.position FROM counted c WHERE t.id = c.id
), contributions AS (
  UPDATE sponsor_contributions t SET position = c.position FROM counted c WHERE t.id = c.id
)
UPDATE sponsor_position SET position = (SELECT count(*) FROM counted);
UPDATE campaign_days d SET entries = c.entries FROM (
  SELECT campaign_id, zone_id, day, count(*) AS entries FROM (
    SELECT campaign_id, zone_id, day FROM campaign_actions
    UNION ALL
    SELECT campaign_id, a.zone_id, a.day FROM campaign_corrections k JOIN campaign_actions a USING (action_id, campaign_id)
  ) x GROUP BY campaign_id, zone_id, day
) c WHERE (d.campaign_id, d.zone_id, d.day) = (c.campaign_id, c.zone_id, c.day);
ALTER TABLE campaign_actions ENABLE ALWAYS TRIGGER campaign_actions_rows;
ALTER TABLE campaign_corrections ENABLE ALWAYS TRIGGER campaign_corrections_rows;

ALTER TABLE campaign_actions ALTER COLUMN position SET NOT NULL;
ALTER TABLE campaign_corrections ALTER COLUMN position SET NOT NULL;
ALTER TABLE sponsor_contributions ADD CONSTRAINT sponsor_contributions_counted CHECK ((status = 'paid') = (position IS NOT NULL));
CREATE UNIQUE INDEX campaign_actions_position ON campaign_actions (campaign_id, position);
CREATE UNIQUE INDEX campaign_corrections_position ON campaign_corrections (campaign_id, position);
