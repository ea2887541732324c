-- The box, in degrees of longitude (x) and latitude (y), around every point within radius_km of a centre. Its sides may pass
-- x = -180 or 180; a circle over a pole gets every longitude. The earth is a sphere of its mean radius, 6371.0088 km (IUGG);
-- a circle is never smaller than a metre.
CREATE FUNCTION zone_bounds(lat double precision, lng double precision, radius_km double precision) RETURNS box
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN abs(lat) + degrees(angle) >= 90 THEN
      box(point(-180, greatest(-90, lat - degrees(angle))), point(180, least(90, lat + degrees(angle))))
    ELSE
      box(
        point(lng - degrees(asin(least(1, sin(angle) / cos(radians(lat))))), lat - degrees(angle)),
        point(lng + degrees(asin(least(1, sin(angle) / cos(radians(lat))))), lat + degrees(angle))
      )
  END
  FROM (SELECT greatest(radius_km, 0.001) / 6371.0088 AS angle) circle
$$;

-- Great-circle distance by the haversine formula.
CREATE FUNCTION great_circle_km(lat1 double precision, lng1 double precision, lat2 double precision, lng2 double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT 2 * 6371.0088 * asin(least(1, sqrt(
    sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lng2 - lng1) / 2) ^ 2
  )))
$$;

CREATE TABLE zones (
  id uuid PRIMARY KEY,
  zone_type varchar(50) NOT NULL CHECK (zone_type <> ''),
  name varchar(255) NOT NULL CHECK (name <> ''),
  description text NOT NULL DEFAULT '',
  location_lat double precision NOT NULL CHECK (location_lat BETWEEN -90 AND 90),
  location_lng double precision NOT NULL CHECK (location_lng BETWEEN -180 AND 180),
  radius_km double precision NOT NULL CHECK (radius_km > 0 AND radius_km <= 2000),
  time_zone text NOT NULL CHECK (time_zone <> ''),
  impact_factor_bps int NOT NULL DEFAULT 10000 CHECK (impact_factor_bps BETWEEN 5000 AND 20000),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  centre point NOT NULL GENERATED ALWAYS AS (point(location_lng, location_lat)) STORED,
  bounds box NOT NULL GENERATED ALWAYS AS (zone_bounds(location_lat, location_lng, radius_km)) STORED
);
-- SPEC.md's idx_zones_location, in the form that answers which zones meet a box and which are nearest.
CREATE INDEX idx_zones_bounds ON zones USING gist (bounds);
CREATE INDEX idx_zones_location ON zones USING gist (centre) WHERE is_active;
CREATE INDEX idx_zones_active ON zones (id) WHERE is_active;

-- A read model of impact.recorded; the id is the ledger entry's, so that a second delivery changes nothing.
CREATE TABLE zone_activity (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL REFERENCES zones (id),
  kind text NOT NULL CHECK (kind <> ''),
  player_did text NOT NULL,
  username text NOT NULL,
  mission_id uuid NOT NULL,
  title text NOT NULL,
  xp_delta int NOT NULL,
  occurred_at timestamptz NOT NULL
);
CREATE INDEX zone_activity_newest ON zone_activity (zone_id, occurred_at DESC, id DESC);
