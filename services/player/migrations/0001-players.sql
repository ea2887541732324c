-- Total XP at which level L begins is 50·L·(L−1): 0, 100, 300, 600, … The square root gives the level or a neighbour, the comparisons
-- decide. In PL/pgSQL because it runs at every change of a balance: an SQL function that cannot be inlined takes ten times as long.
CREATE FUNCTION level_for_xp(xp bigint) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  guess bigint := greatest(1, floor((1 + sqrt(1 + xp / 12.5::double precision)) / 2)::bigint);
BEGIN
  IF 50 * guess * (guess + 1) <= xp THEN
    RETURN guess + 1;
  ELSIF guess > 1 AND 50 * guess * (guess - 1) > xp THEN
    RETURN guess - 1;
  END IF;
  RETURN guess;
END
$$;

-- total_xp, heart_tokens and impact_credits (hundredths of a credit) are read models of the ledger.
-- location_lat and location_lng hold the position to 0.1 degree, about 11 km; the exact one is sealed.
CREATE TABLE players (
  id uuid PRIMARY KEY,
  user_did text NOT NULL CONSTRAINT players_user_did UNIQUE,
  username varchar(255) NOT NULL CONSTRAINT players_username UNIQUE,
  email_sealed text NOT NULL,
  email_hash text NOT NULL,
  location_lat numeric(3, 1) CHECK (location_lat BETWEEN -90 AND 90),
  location_lng numeric(4, 1) CHECK (location_lng BETWEEN -180 AND 180),
  location_sealed text,
  level integer NOT NULL GENERATED ALWAYS AS (level_for_xp(total_xp)) STORED,
  total_xp bigint NOT NULL DEFAULT 0 CHECK (total_xp BETWEEN 0 AND 9007199254740991),
  heart_tokens bigint NOT NULL DEFAULT 0 CHECK (heart_tokens BETWEEN 0 AND 9007199254740991),
  impact_credits bigint NOT NULL DEFAULT 0 CHECK (impact_credits BETWEEN 0 AND 9007199254740991),
  streak_days integer NOT NULL DEFAULT 0 CHECK (streak_days >= 0),
  last_action_day date,
  bio text NOT NULL DEFAULT '' CHECK (char_length(bio) <= 500),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT players_location CHECK (num_nulls(location_lat, location_lng, location_sealed) IN (0, 3)),
  CONSTRAINT players_streak CHECK ((streak_days = 0) = (last_action_day IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX idx_players_level ON players (level);

-- Private keys are sealed by the vault.
CREATE TABLE did_keys (
  player_id uuid PRIMARY KEY REFERENCES players (id),
  public_key_multibase text NOT NULL UNIQUE,
  private_sealed text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE badges (
  id uuid PRIMARY KEY,
  badge_type varchar(100) NOT NULL CONSTRAINT badges_badge_type UNIQUE,
  name varchar(255) NOT NULL,
  description text NOT NULL DEFAULT '',
  icon_url text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE player_badges (
  id uuid PRIMARY KEY,
  player_id uuid NOT NULL REFERENCES players (id),
  badge_id uuid NOT NULL REFERENCES badges (id),
  earned_at timestamptz NOT NULL,
  CONSTRAINT player_badges_once UNIQUE (player_id, badge_id)
);
CREATE INDEX player_badges_by_badge ON player_badges (badge_id);

-- XP by the UTC day on which it was recorded: what leaderboards are counted from.
CREATE TABLE player_daily_xp (
  player_id uuid NOT NULL REFERENCES players (id),
  day date NOT NULL,
  xp bigint NOT NULL CHECK (xp >= 0),
  PRIMARY KEY (player_id, day)
);
CREATE INDEX player_daily_xp_by_day ON player_daily_xp (day) INCLUDE (player_id, xp);

-- Days with a verified action, in the time zone where it happened: what streaks are counted from.
CREATE TABLE player_action_days (
  player_id uuid NOT NULL REFERENCES players (id),
  day date NOT NULL,
  PRIMARY KEY (player_id, day)
);
