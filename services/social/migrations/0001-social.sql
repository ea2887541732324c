-- What others say of somebody's evidence: once each, never of one's own. zone_id belongs to the map, which may run elsewhere.
CREATE TABLE witnesses (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL REFERENCES actions (id),
  proof_id uuid NOT NULL REFERENCES evidence (id),
  witness_player_id uuid NOT NULL REFERENCES players (id),
  -- Whose evidence it is.
  player_id uuid NOT NULL REFERENCES players (id),
  zone_id uuid NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('confirm', 'dispute')),
  statement text,
  -- Where the witness was when telling it.
  lat double precision CHECK (lat BETWEEN -90 AND 90),
  lng double precision CHECK (lng BETWEEN -180 AND 180),
  plausible boolean NOT NULL,
  -- Thousandths of log-odds.
  weight int NOT NULL CHECK (weight >= 0),
  reasons text[] NOT NULL,
  -- Keyed hashes of the witness's devices and addresses that few share.
  traces text[] NOT NULL,
  -- What a reviewer's final decision made of it.
  outcome text CHECK (outcome IN ('upheld', 'overturned')),
  outcome_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT witnesses_once UNIQUE (proof_id, witness_player_id),
  CONSTRAINT witnesses_of_others CHECK (witness_player_id <> player_id),
  CONSTRAINT witnesses_position CHECK ((lat IS NULL) = (lng IS NULL)),
  CONSTRAINT witnesses_weigh_when_plausible CHECK (plausible OR weight = 0),
  CONSTRAINT witnesses_outcome CHECK ((outcome IS NULL) = (outcome_at IS NULL))
);
CREATE INDEX idx_witnesses_action ON witnesses (action_id);
CREATE INDEX idx_witnesses_witness ON witnesses (witness_player_id);
CREATE INDEX idx_witnesses_player ON witnesses (player_id);
CREATE INDEX idx_witnesses_judged ON witnesses (witness_player_id, outcome) WHERE plausible AND outcome IS NOT NULL;
CREATE INDEX idx_witnesses_confirmations ON witnesses (created_at, id) WHERE verdict = 'confirm';

-- When and where players' evidence was captured, to see whether a witness was there; forgotten when it is too late to be one.
CREATE TABLE witness_presence (
  proof_id uuid PRIMARY KEY REFERENCES evidence (id),
  player_id uuid NOT NULL REFERENCES players (id),
  captured_at timestamptz NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  verified boolean NOT NULL,
  decision_no int NOT NULL
);
CREATE INDEX idx_witness_presence_player ON witness_presence (player_id, captured_at) WHERE verified;
CREATE INDEX idx_witness_presence_age ON witness_presence (captured_at);

-- Verified actions and what people made of them, a read model of impact.recorded, reversed and reinstated. `standing_at` is
-- when the newest of these was said, so that older ones that come later change nothing.
CREATE TABLE community_actions (
  action_id uuid PRIMARY KEY REFERENCES actions (id),
  zone_id uuid NOT NULL,
  player_id uuid NOT NULL REFERENCES players (id),
  mission_id uuid NOT NULL,
  title text NOT NULL,
  xp int NOT NULL,
  occurred_at timestamptz NOT NULL,
  shown boolean NOT NULL,
  standing_at timestamptz NOT NULL,
  up_count int NOT NULL DEFAULT 0 CHECK (up_count >= 0),
  down_count int NOT NULL DEFAULT 0 CHECK (down_count >= 0),
  comment_count int NOT NULL DEFAULT 0 CHECK (comment_count >= 0)
);
CREATE INDEX idx_community_actions_newest ON community_actions (zone_id, occurred_at DESC, action_id DESC) WHERE shown;
CREATE INDEX idx_community_actions_player ON community_actions (player_id);

CREATE TABLE community_members (
  zone_id uuid NOT NULL,
  player_id uuid NOT NULL REFERENCES players (id),
  actions int NOT NULL DEFAULT 0 CHECK (actions >= 0),
  xp bigint NOT NULL DEFAULT 0 CHECK (xp >= 0),
  last_action_at timestamptz,
  -- Plausible statements about others.
  statements int NOT NULL DEFAULT 0 CHECK (statements >= 0),
  last_statement_at timestamptz,
  PRIMARY KEY (zone_id, player_id)
);
CREATE INDEX idx_community_members_contributors ON community_members (zone_id, xp DESC, player_id) WHERE actions > 0;
CREATE INDEX idx_community_members_witnesses ON community_members (zone_id, statements DESC, player_id) WHERE statements > 0;
CREATE INDEX idx_community_members_player ON community_members (player_id);

CREATE TABLE community_totals (
  zone_id uuid PRIMARY KEY,
  actions int NOT NULL DEFAULT 0 CHECK (actions >= 0),
  contributors int NOT NULL DEFAULT 0 CHECK (contributors >= 0),
  xp bigint NOT NULL DEFAULT 0 CHECK (xp >= 0),
  confirmations int NOT NULL DEFAULT 0 CHECK (confirmations >= 0),
  disputes int NOT NULL DEFAULT 0 CHECK (disputes >= 0),
  up int NOT NULL DEFAULT 0 CHECK (up >= 0),
  down int NOT NULL DEFAULT 0 CHECK (down >= 0),
  comments int NOT NULL DEFAULT 0 CHECK (comments >= 0)
);

CREATE TABLE upvotes (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL REFERENCES community_actions (action_id),
  voter_player_id uuid NOT NULL REFERENCES players (id),
  value smallint NOT NULL CHECK (value IN (1, -1)),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT upvotes_once UNIQUE (action_id, voter_player_id)
);
CREATE INDEX idx_upvotes_voter ON upvotes (voter_player_id);

-- A removed comment stays without its text, so that answers to it keep their place.
CREATE TABLE comments (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL REFERENCES community_actions (action_id),
  author_player_id uuid NOT NULL REFERENCES players (id),
  reply_to uuid REFERENCES comments (id),
  text text,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  removed_by uuid REFERENCES players (id),
  CONSTRAINT comments_removed CHECK ((text IS NULL) = (removed_at IS NOT NULL))
);
CREATE INDEX idx_comments_action ON comments (action_id, id);
CREATE INDEX idx_comments_author ON comments (author_player_id);
CREATE INDEX idx_comments_reply_to ON comments (reply_to) WHERE reply_to IS NOT NULL;
