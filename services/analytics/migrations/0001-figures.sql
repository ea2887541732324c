-- People by number: what is counted of them outlives who they were. An erased person's number stays, and names nobody.
CREATE TABLE analytics_players (
  no int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  player_id uuid UNIQUE
);

-- What was heard of verified actions, in the order in which it was counted. Positions are dense from 1: whoever adds entries holds the row
-- of analytics_totals, so an entry that is seen has all earlier ones before it.
CREATE TABLE analytics_entries (
  position bigint PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('impact.award', 'impact.reversal', 'impact.reinstatement')),
  action_id uuid NOT NULL,
  -- Of a reversal: the entry that counts no more from here on.
  ends bigint REFERENCES analytics_entries (position),
  player_no int NOT NULL REFERENCES analytics_players (no),
  mission_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  mission_type text NOT NULL,
  -- On the zone's calendar.
  day date NOT NULL,
  -- Signed, as they count: a reversal has those of its award with the other sign, however much of the reward was still there to take.
  actions smallint NOT NULL CHECK (actions IN (1, -1)),
  minutes int NOT NULL,
  people int NOT NULL,
  xp bigint NOT NULL,
  tokens bigint NOT NULL,
  credits_minor bigint NOT NULL,
  -- The ledger's transaction; null where nothing was moved.
  ledger_id uuid,
  at timestamptz NOT NULL,
  UNIQUE (action_id, kind),
  CONSTRAINT analytics_entries_ends CHECK ((kind = 'impact.reversal') = (ends IS NOT NULL))
);
CREATE UNIQUE INDEX analytics_entries_ledger ON analytics_entries (ledger_id) WHERE ledger_id IS NOT NULL;
CREATE INDEX analytics_entries_by_player ON analytics_entries (player_no);
CREATE TRIGGER analytics_entries_are_insert_only BEFORE UPDATE OR DELETE ON analytics_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER analytics_entries_are_never_emptied BEFORE TRUNCATE ON analytics_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE analytics_entries ENABLE ALWAYS TRIGGER analytics_entries_are_insert_only;
ALTER TABLE analytics_entries ENABLE ALWAYS TRIGGER analytics_entries_are_never_emptied;

-- A correction that was heard before what it corrects.
CREATE TABLE analytics_waiting (
  action_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('impact.reversal', 'impact.reinstatement')),
  ledger_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (action_id, kind)
);

-- Sums of all entries, and the last position. Its row lock puts whoever counts in line.
CREATE TABLE analytics_totals (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  position bigint NOT NULL DEFAULT 0,
  actions bigint NOT NULL DEFAULT 0,
  minutes bigint NOT NULL DEFAULT 0,
  people bigint NOT NULL DEFAULT 0,
  xp bigint NOT NULL DEFAULT 0,
  tokens bigint NOT NULL DEFAULT 0,
  credits_minor bigint NOT NULL DEFAULT 0,
  -- Entries that say something of minutes, and of people.
  minutes_entries bigint NOT NULL DEFAULT 0,
  people_entries bigint NOT NULL DEFAULT 0
);
INSERT INTO analytics_totals DEFAULT VALUES;

-- Sums of entries by day, place and kind of work.
CREATE TABLE analytics_days (
  day date NOT NULL,
  zone_id uuid NOT NULL,
  mission_type text NOT NULL,
  entries int NOT NULL,
  actions bigint NOT NULL,
  minutes bigint NOT NULL,
  people bigint NOT NULL,
  xp bigint NOT NULL,
  tokens bigint NOT NULL,
  credits_minor bigint NOT NULL,
  PRIMARY KEY (day, zone_id, mission_type)
) WITH (fillfactor = 70);

-- Movements of the ledger by day, asset and kinds of account, as far as the log has sealed them.
CREATE TABLE analytics_flows (
  day date NOT NULL,
  asset text NOT NULL,
  from_kind text NOT NULL,
  to_kind text NOT NULL,
  amount numeric NOT NULL,
  movements bigint NOT NULL,
  PRIMARY KEY (asset, from_kind, to_kind, day)
) WITH (fillfactor = 70);
CREATE TABLE analytics_flow_position (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- Leaves of the log that are counted.
  tree_size bigint NOT NULL DEFAULT 0
);
INSERT INTO analytics_flow_position DEFAULT VALUES;

-- On which UTC days a person did something.
CREATE TABLE analytics_activity (
  day date NOT NULL,
  player_no int NOT NULL REFERENCES analytics_players (no),
  PRIMARY KEY (day, player_no)
);
CREATE INDEX analytics_activity_by_player ON analytics_activity (player_no, day);

-- The first day on which a person came to a step of the main job.
CREATE TABLE analytics_steps (
  player_no int NOT NULL REFERENCES analytics_players (no),
  step text NOT NULL CHECK (step IN ('registered', 'started', 'handed_in', 'verified', 'redeemed')),
  day date NOT NULL,
  PRIMARY KEY (step, player_no)
);
CREATE INDEX analytics_steps_by_day ON analytics_steps (step, day);

-- How often something happened, by UTC day.
CREATE TABLE analytics_counts (
  day date NOT NULL,
  what text NOT NULL CHECK (what IN ('quests_completed', 'quests_failed')),
  count bigint NOT NULL,
  PRIMARY KEY (what, day)
);

-- How the programme presents itself. One row, changed by administrators.
CREATE TABLE programme (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  name text NOT NULL DEFAULT 'OneHeart',
  description text NOT NULL DEFAULT '',
  logo_url text,
  languages text[] NOT NULL DEFAULT '{en,th}',
  time_zone text NOT NULL DEFAULT 'Asia/Bangkok',
  currency text NOT NULL DEFAULT 'THB' CHECK (currency ~ '^[A-Z]{3}$'),
  fiscal_year_starts smallint NOT NULL DEFAULT 1 CHECK (fiscal_year_starts BETWEEN 1 AND 12),
  privacy_notice text NOT NULL DEFAULT '',
  updated_at timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1
);
INSERT INTO programme DEFAULT VALUES;
CREATE TRIGGER programme_stays BEFORE DELETE ON programme FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the last recount found.
CREATE TABLE analytics_findings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "check" text NOT NULL,
  code text NOT NULL,
  ref text NOT NULL,
  message text NOT NULL,
  found_at timestamptz NOT NULL
);
