-- Areas in a tree: countries, regions, provinces, districts. An area is its code; what it is called and where it lies can change with time.
CREATE TABLE areas (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  level text NOT NULL CHECK (level IN ('country', 'region', 'province', 'district'))
);

-- The boundary of an area from the first day of one month up to that of another one, which it no longer holds for. 0001-01-01 stands for
-- the beginning, and no end for one that still holds.
CREATE TABLE area_boundaries (
  area_id uuid NOT NULL REFERENCES areas (id),
  valid_from date NOT NULL CHECK (valid_from = date_trunc('month', valid_from)),
  valid_to date CHECK (valid_to > valid_from AND valid_to = date_trunc('month', valid_to)),
  parent_id uuid REFERENCES areas (id),
  name text NOT NULL,
  name_local text,
  population bigint CHECK (population > 0),
  -- A GeoJSON MultiPolygon's coordinates.
  polygons jsonb NOT NULL,
  bounds box NOT NULL,
  PRIMARY KEY (area_id, valid_from)
);
CREATE UNIQUE INDEX area_boundaries_open ON area_boundaries (area_id) WHERE valid_to IS NULL;
CREATE INDEX area_boundaries_bounds ON area_boundaries USING gist (bounds);

-- The areas that hold a zone's centre, the widest first, as they were when each month was told: what governments saw of a month never
-- changes its place. Rows of one zone do not overlap; months without a row lie in no area.
CREATE TABLE zone_areas (
  zone_id uuid NOT NULL REFERENCES zones (id) ON DELETE CASCADE,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  path uuid[] NOT NULL CHECK (cardinality(path) > 0),
  PRIMARY KEY (zone_id, valid_from)
);

-- Grows with every change of areas and of zones in them.
CREATE TABLE area_tree (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  version bigint NOT NULL DEFAULT 0
);
INSERT INTO area_tree DEFAULT VALUES;
