-- What pictures look like: the perceptual hash (PDQ) of each photograph, and of the differing frames of each video, with its 16 keys of
-- 16 bits. Two hashes at a distance of 31 or less share a key in which at most one bit differs. Written and committed before a proof
-- is compared with others, so that of two proofs at once at least one sees the other.
CREATE TABLE picture_hashes (
  proof_id uuid NOT NULL REFERENCES media_fingerprints (proof_id),
  frame smallint NOT NULL CHECK (frame >= 0),
  pdq bit(256) NOT NULL,
  pdq_keys integer[] NOT NULL GENERATED ALWAYS AS (ARRAY[
    0 + substring(pdq FROM 241 FOR 16)::bit(16)::integer,
    65536 + substring(pdq FROM 225 FOR 16)::bit(16)::integer,
    131072 + substring(pdq FROM 209 FOR 16)::bit(16)::integer,
    196608 + substring(pdq FROM 193 FOR 16)::bit(16)::integer,
    262144 + substring(pdq FROM 177 FOR 16)::bit(16)::integer,
    327680 + substring(pdq FROM 161 FOR 16)::bit(16)::integer,
    393216 + substring(pdq FROM 145 FOR 16)::bit(16)::integer,
    458752 + substring(pdq FROM 129 FOR 16)::bit(16)::integer,
    524288 + substring(pdq FROM 113 FOR 16)::bit(16)::integer,
    589824 + substring(pdq FROM 97 FOR 16)::bit(16)::integer,
    655360 + substring(pdq FROM 81 FOR 16)::bit(16)::integer,
    720896 + substring(pdq FROM 65 FOR 16)::bit(16)::integer,
    786432 + substring(pdq FROM 49 FOR 16)::bit(16)::integer,
    851968 + substring(pdq FROM 33 FOR 16)::bit(16)::integer,
    917504 + substring(pdq FROM 17 FOR 16)::bit(16)::integer,
    983040 + substring(pdq FROM 1 FOR 16)::bit(16)::integer
  ]) STORED,
  PRIMARY KEY (proof_id, frame)
);
-- Without a pending list: many small writes must not slow a search down.
CREATE INDEX picture_hashes_keys ON picture_hashes USING gin (pdq_keys) WITH (fastupdate = off);

-- Hashes of parts and turns of the same pictures, by which crops are found, for one zone and some months: each is compared.
CREATE TABLE picture_windows (
  zone_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  proof_id uuid NOT NULL REFERENCES media_fingerprints (proof_id),
  frame smallint NOT NULL CHECK (frame >= 0),
  windows_version smallint NOT NULL,
  windows bit(256)[] NOT NULL CHECK (cardinality(windows) BETWEEN 1 AND 100),
  PRIMARY KEY (proof_id, frame)
);
CREATE INDEX picture_windows_recent ON picture_windows (zone_id, received_at DESC);
CREATE INDEX picture_windows_by_age ON picture_windows (received_at);

-- Whether the score was fitted to what reviewers found.
ALTER TABLE proof_assessments ADD COLUMN calibrated boolean NOT NULL DEFAULT false;
