-- Zones of a campaign that start in groups, in an order that chance decides.
ALTER TABLE sponsor_campaigns ADD COLUMN staggered_start jsonb;
-- The leaf of the log whose hash decides; it was not there when the campaign was made.
ALTER TABLE sponsor_campaigns ADD COLUMN draw_leaf bigint;
ALTER TABLE sponsor_campaigns ADD CONSTRAINT sponsor_campaigns_staggered
  CHECK (num_nulls(staggered_start, draw_leaf) <> 1 AND (staggered_start IS NULL OR cardinality(mission_ids) = 0));
CREATE INDEX sponsor_campaigns_staggered_ones ON sponsor_campaigns (id) WHERE staggered_start IS NOT NULL;

CREATE TABLE campaign_draws (
  campaign_id uuid PRIMARY KEY REFERENCES sponsor_campaigns (id),
  leaf_hash text NOT NULL,
  drawn_at timestamptz NOT NULL
);

CREATE TABLE campaign_zone_starts (
  campaign_id uuid NOT NULL REFERENCES campaign_draws (campaign_id),
  zone_id uuid NOT NULL,
  -- In the order that was drawn.
  place int NOT NULL,
  start_group int NOT NULL CHECK (start_group >= 0),
  starts_at timestamptz NOT NULL,
  PRIMARY KEY (campaign_id, zone_id),
  UNIQUE (campaign_id, place)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['campaign_draws', 'campaign_zone_starts'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', table_name || '_rows', table_name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', table_name || '_all', table_name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I', table_name, table_name || '_rows', table_name || '_all');
  END LOOP;
END
$$;
