-- Rewards on offer. Stock never goes below nothing, whatever the code does.
CREATE TABLE rewards (
  id uuid PRIMARY KEY,
  category varchar(50) NOT NULL,
  name varchar(255) NOT NULL,
  description text NOT NULL DEFAULT '',
  price_tokens bigint NOT NULL CHECK (price_tokens > 0),
  quantity int NOT NULL CHECK (quantity >= 0),
  is_available boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);
CREATE INDEX rewards_on_offer ON rewards (id DESC) WHERE is_available;
CREATE INDEX rewards_on_offer_by_category ON rewards (category, id DESC) WHERE is_available;

-- Name, category and price as they were when it was redeemed. The hold reserves the tokens until it is resolved.
CREATE TABLE redemptions (
  id uuid PRIMARY KEY,
  player_id uuid NOT NULL REFERENCES players (id),
  reward_id uuid NOT NULL REFERENCES rewards (id),
  hold_id uuid NOT NULL UNIQUE REFERENCES ledger_holds (id),
  status varchar(50) NOT NULL CHECK (status IN ('held', 'fulfilled', 'cancelled')),
  name varchar(255) NOT NULL,
  category varchar(50) NOT NULL,
  price_tokens bigint NOT NULL CHECK (price_tokens > 0),
  cancel_reason varchar(200),
  created_at timestamptz NOT NULL,
  resolved_at timestamptz,
  CONSTRAINT redemptions_resolved CHECK ((status = 'held') = (resolved_at IS NULL)),
  CONSTRAINT redemptions_reason CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL))
);
CREATE INDEX redemptions_by_player ON redemptions (player_id, id DESC);
CREATE INDEX redemptions_by_status ON redemptions (status, id DESC);

-- What the ledger's leaves must not hold: who sent to whom, and the words that came with it.
CREATE TABLE token_transfers (
  id uuid PRIMARY KEY REFERENCES ledger_transactions (id),
  from_player_id uuid NOT NULL REFERENCES players (id),
  to_player_id uuid NOT NULL REFERENCES players (id),
  amount bigint NOT NULL CHECK (amount > 0),
  memo varchar(140),
  created_at timestamptz NOT NULL,
  CONSTRAINT token_transfers_sides CHECK (from_player_id <> to_player_id)
);
