-- What quests may pay is reserved before they start, and drawn when their action is verified.

-- Tokens that the programme pays without a sponsor's money; without a budget nothing is counted, and nothing is limited.
CREATE TABLE programme_budget (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  budget_tokens bigint,
  reserved_tokens bigint NOT NULL DEFAULT 0 CHECK (reserved_tokens >= 0),
  paid_tokens bigint NOT NULL DEFAULT 0 CHECK (paid_tokens >= 0),
  CONSTRAINT programme_budget_cover CHECK (reserved_tokens + paid_tokens <= budget_tokens)
);
INSERT INTO programme_budget DEFAULT VALUES;
CREATE TRIGGER programme_budget_stays BEFORE DELETE ON programme_budget FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Parts of a mission that sponsors agreed on, in the place of their shares of its money.
CREATE TABLE mission_splits (
  mission_id uuid PRIMARY KEY,
  shares jsonb NOT NULL,
  programme_parts int NOT NULL CHECK (programme_parts >= 0)
);

-- One per quest that is limited. The player is there to give it back when the person goes.
CREATE TABLE reward_reservations (
  quest_id uuid PRIMARY KEY,
  mission_id uuid NOT NULL,
  player_id uuid,
  -- The most that the quest pays.
  tokens bigint NOT NULL CHECK (tokens >= 0),
  -- Of the whole of 1,000,000; what is missing to it belongs to the shares.
  programme_parts int NOT NULL CHECK (programme_parts BETWEEN 0 AND 1000000),
  -- Reserved of the programme's budget; null where that was not limited.
  programme_tokens bigint CHECK (programme_tokens >= 0),
  -- What the programme paid of it, once its action was verified.
  programme_paid bigint NOT NULL DEFAULT 0 CHECK (programme_paid >= 0),
  -- reserved: the start is under way; held: the quest started; released: given back; drawn: its action was verified.
  state text NOT NULL CHECK (state IN ('reserved', 'held', 'released', 'drawn')),
  created_at timestamptz NOT NULL
);
CREATE INDEX reward_reservations_unconfirmed ON reward_reservations (created_at) WHERE state = 'reserved';
CREATE INDEX reward_reservations_by_person ON reward_reservations (player_id) WHERE state IN ('reserved', 'held');
CREATE INDEX reward_reservations_by_mission ON reward_reservations (mission_id);

CREATE TABLE reservation_shares (
  quest_id uuid NOT NULL REFERENCES reward_reservations (quest_id),
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  parts int NOT NULL CHECK (parts BETWEEN 1 AND 1000000),
  tokens bigint NOT NULL CHECK (tokens >= 0),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  PRIMARY KEY (quest_id, campaign_id)
);
CREATE INDEX reservation_shares_by_campaign ON reservation_shares (campaign_id);

-- Each campaign's part of each verified action, with the entry that rewarded it and the one that moved the money.
CREATE TABLE campaign_actions (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL,
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  quest_id uuid NOT NULL,
  mission_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  day date NOT NULL,
  parts int NOT NULL CHECK (parts BETWEEN 1 AND 1000000),
  tokens bigint NOT NULL CHECK (tokens >= 0),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  people_reached int NOT NULL CHECK (people_reached >= 0),
  award_id uuid REFERENCES ledger_transactions (id),
  draw_id uuid REFERENCES ledger_transactions (id),
  recorded_at timestamptz NOT NULL,
  CONSTRAINT campaign_actions_once UNIQUE (action_id, campaign_id),
  CONSTRAINT campaign_actions_drawn CHECK ((amount_minor > 0) <= (draw_id IS NOT NULL))
);
CREATE INDEX campaign_actions_by_campaign ON campaign_actions (campaign_id, id DESC);
CREATE INDEX campaign_actions_by_award ON campaign_actions (award_id);
CREATE INDEX campaign_actions_by_draw ON campaign_actions (draw_id);

-- What was taken back of it (negative), or given again: an action is reversed once and reinstated once.
CREATE TABLE campaign_corrections (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL,
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  kind text NOT NULL CHECK (kind IN ('reversal', 'reinstatement')),
  tokens bigint NOT NULL,
  amount_minor bigint NOT NULL,
  ledger_transaction_id uuid REFERENCES ledger_transactions (id),
  recorded_at timestamptz NOT NULL,
  CONSTRAINT campaign_corrections_once UNIQUE (action_id, campaign_id, kind)
);
CREATE INDEX campaign_corrections_by_campaign ON campaign_corrections (campaign_id, id DESC);

-- The same by campaign, zone and day: what every figure is read from. A recount is part of the audit.
CREATE TABLE campaign_days (
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  zone_id uuid NOT NULL,
  day date NOT NULL,
  actions bigint NOT NULL DEFAULT 0,
  -- In parts, so that co-sponsors' figures add up to what was done.
  action_parts bigint NOT NULL DEFAULT 0,
  people_parts bigint NOT NULL DEFAULT 0,
  tokens bigint NOT NULL DEFAULT 0,
  spent_minor bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (campaign_id, zone_id, day)
) WITH (fillfactor = 70);

-- Final claims, which anyone can list.
CREATE TABLE public_claims (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  purpose varchar(300) NOT NULL,
  actions int NOT NULL CHECK (actions > 0),
  parts bigint NOT NULL CHECK (parts > 0),
  claimed_at timestamptz NOT NULL
);
CREATE INDEX public_claims_by_campaign ON public_claims (campaign_id, id DESC);

CREATE TABLE claimed_actions (
  action_id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  claim_id uuid NOT NULL REFERENCES public_claims (id),
  PRIMARY KEY (action_id, campaign_id),
  FOREIGN KEY (action_id, campaign_id) REFERENCES campaign_actions (action_id, campaign_id)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['reservation_shares', 'campaign_actions', 'campaign_corrections', 'public_claims', 'claimed_actions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', table_name || '_rows', table_name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', table_name || '_all', table_name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I', table_name, table_name || '_rows', table_name || '_all');
  END LOOP;
END
$$;
