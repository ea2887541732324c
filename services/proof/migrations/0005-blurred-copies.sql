-- A picture of a proof as others may see it: its photograph, or a still of its video, with faces blurred. None is ready, or released,
-- before somebody or something looked for faces in it.
CREATE TABLE blurred_copies (
  id uuid PRIMARY KEY,
  proof_id uuid NOT NULL REFERENCES evidence (id),
  still_no int NOT NULL CHECK (still_no >= 0),
  at_ms int CHECK (at_ms >= 0),
  -- What is blurred, in the object store; null where nothing could be decoded.
  source_path text,
  width_px int CHECK (width_px > 0),
  height_px int CHECK (height_px > 0),
  state text NOT NULL CHECK (state IN ('preparing', 'blocked', 'ready', 'released', 'withdrawn')),
  obstacle text CHECK (obstacle IN ('detector_missing', 'detector_failed', 'picture_unreadable')),
  searched_at timestamptz,
  revision int NOT NULL DEFAULT 0,
  -- The newest copy in the object store; of a withdrawn one only until it is deleted there.
  blurred_path text,
  released_by uuid,
  released_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (proof_id, still_no),
  CHECK ((state = 'blocked') = (obstacle IS NOT NULL)),
  CHECK (state NOT IN ('ready', 'released') OR (searched_at IS NOT NULL AND blurred_path IS NOT NULL)),
  CHECK (state <> 'released' OR (released_by IS NOT NULL AND released_at IS NOT NULL))
);
CREATE INDEX idx_blurred_copies_state ON blurred_copies (state, id DESC);

-- What is blurred in a copy, in its pixels. What was removed stays, so that it can come back.
CREATE TABLE blur_regions (
  id uuid PRIMARY KEY,
  copy_id uuid NOT NULL REFERENCES blurred_copies (id) ON DELETE CASCADE,
  left_px int NOT NULL CHECK (left_px >= 0),
  top_px int NOT NULL CHECK (top_px >= 0),
  width_px int NOT NULL CHECK (width_px > 0),
  height_px int NOT NULL CHECK (height_px > 0),
  found_by text NOT NULL CHECK (found_by IN ('detector', 'person')),
  removed boolean NOT NULL DEFAULT false
);
CREATE INDEX idx_blur_regions_copy ON blur_regions (copy_id);

-- What people changed, so that it can be undone, the last change first.
CREATE TABLE blur_region_changes (
  copy_id uuid NOT NULL REFERENCES blurred_copies (id) ON DELETE CASCADE,
  change_no int NOT NULL,
  region_id uuid NOT NULL REFERENCES blur_regions (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('added', 'removed')),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  undone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (copy_id, change_no)
);
