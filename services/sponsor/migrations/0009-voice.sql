-- What people whom a mission is for say of it. Who answered what is nowhere: a link is only marked as answered, and answers are counts.
CREATE TABLE mission_voices (
  mission_id uuid PRIMARY KEY,
  title text NOT NULL,
  handed_out int NOT NULL DEFAULT 0,
  answered int NOT NULL DEFAULT 0,
  -- As many of the answers as were told: only ever enough at once that nobody is told apart.
  told int NOT NULL DEFAULT 0,
  told_at timestamptz,
  CONSTRAINT mission_voices_counts CHECK (0 <= told AND told <= answered AND answered <= handed_out)
);

CREATE TABLE voice_links (
  -- SHA-256 of what stands in the link.
  token_hash bytea PRIMARY KEY,
  mission_id uuid NOT NULL REFERENCES mission_voices (mission_id),
  answered boolean NOT NULL DEFAULT false
);
CREATE INDEX voice_links_by_mission ON voice_links (mission_id);

CREATE TABLE voice_tallies (
  mission_id uuid NOT NULL REFERENCES mission_voices (mission_id),
  helped int NOT NULL CHECK (helped BETWEEN 1 AND 5),
  wanted text NOT NULL CHECK (wanted IN ('more', 'enough', 'else')),
  answers int NOT NULL,
  told int NOT NULL DEFAULT 0,
  PRIMARY KEY (mission_id, helped, wanted),
  CONSTRAINT voice_tallies_told CHECK (0 <= told AND told <= answers)
);

CREATE INDEX campaign_actions_by_mission ON campaign_actions (mission_id, campaign_id);
