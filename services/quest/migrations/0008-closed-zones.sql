-- Zones without missions that the map removes: no mission can be put there any more.
CREATE TABLE closed_zones (zone_id uuid PRIMARY KEY);

-- All missions of a zone, for administrators and before a zone is removed.
CREATE INDEX missions_by_zone ON missions (zone_id, id DESC);
