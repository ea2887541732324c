-- Bundles of files for governments. The bundle lies in the object store; the note has a signature over the hash of each file in it.
CREATE TABLE analytics_exports (
  id uuid PRIMARY KEY,
  from_month text NOT NULL CHECK (from_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  to_month text NOT NULL CHECK (to_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  made_by text NOT NULL CHECK (made_by IN ('person', 'schedule')),
  -- Of one that the clock asked for.
  day date,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'building', 'ready', 'failed')),
  files_done int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  ready_at timestamptz,
  size_bytes bigint,
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  note text,
  -- What the log had sealed when it was made, which the next bundle is shown to continue; null before the first checkpoint.
  tree_size bigint,
  checkpoint text,
  CONSTRAINT analytics_exports_months CHECK (from_month <= to_month),
  CONSTRAINT analytics_exports_scheduled CHECK ((made_by = 'schedule') = (day IS NOT NULL)),
  CONSTRAINT analytics_exports_ready CHECK ((state = 'ready') = (note IS NOT NULL AND sha256 IS NOT NULL AND size_bytes IS NOT NULL AND ready_at IS NOT NULL))
);
-- Each day once, however many processes have the job.
CREATE UNIQUE INDEX analytics_exports_of_day ON analytics_exports (day);
-- Who asks again while a bundle of the same months is made gets that one.
CREATE UNIQUE INDEX analytics_exports_under_way ON analytics_exports (from_month, to_month) WHERE made_by = 'person' AND state IN ('waiting', 'building');
CREATE TRIGGER analytics_exports_stay BEFORE DELETE ON analytics_exports FOR EACH ROW EXECUTE FUNCTION refuse_change();
