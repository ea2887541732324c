-- Whether an administrator set the zone's time zone; otherwise it follows from the centre.
ALTER TABLE zones ADD COLUMN time_zone_is_set boolean NOT NULL DEFAULT false;
