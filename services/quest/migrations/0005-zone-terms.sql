-- The terms of the zone when the quest began, and the day to which it belongs: that of its start in the zone's time zone, whenever it
-- is done or approved. Null in quests begun before; those go by the zone and the capture as they are.
ALTER TABLE quest_assignments
  ADD COLUMN zone_lat double precision,
  ADD COLUMN zone_lng double precision,
  ADD COLUMN zone_radius_km double precision,
  ADD COLUMN zone_factor_bps int,
  ADD COLUMN time_zone text,
  ADD COLUMN belongs_to date,
  ADD CONSTRAINT quest_zone_terms CHECK (
    num_nulls(zone_lat, zone_lng, zone_radius_km, zone_factor_bps, time_zone, belongs_to) IN (0, 6)
  );
