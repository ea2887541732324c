-- Who funds, and what became of the money. The ledger has the money itself; what is kept here is audited against it.

CREATE TABLE sponsor_organisations (
  id uuid PRIMARY KEY,
  name varchar(255) NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE sponsor_members (
  organisation_id uuid NOT NULL REFERENCES sponsor_organisations (id),
  player_id uuid NOT NULL,
  member_role text NOT NULL CHECK (member_role IN ('owner', 'finance', 'viewer')),
  PRIMARY KEY (organisation_id, player_id)
);
CREATE INDEX sponsor_members_by_person ON sponsor_members (player_id);

CREATE TABLE sponsor_campaigns (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES sponsor_organisations (id),
  title varchar(255) NOT NULL,
  zone_ids uuid[] NOT NULL,
  mission_ids uuid[] NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  budget_minor bigint NOT NULL CHECK (budget_minor > 0),
  currency text NOT NULL REFERENCES ledger_assets (code),
  -- So many tokens for so many minor units: a token costs one unit at least.
  rate_tokens bigint NOT NULL CHECK (rate_tokens > 0),
  rate_minor bigint NOT NULL CHECK (rate_minor >= rate_tokens),
  local_bps int NOT NULL CHECK (local_bps >= 0),
  national_bps int NOT NULL CHECK (national_bps >= 0),
  global_bps int NOT NULL CHECK (global_bps >= 0),
  matching jsonb,
  milestones jsonb,
  status text NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
  created_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1 CHECK (version >= 1),
  CONSTRAINT sponsor_campaigns_window CHECK (ends_at > starts_at),
  CONSTRAINT sponsor_campaigns_place CHECK (cardinality(zone_ids) + cardinality(mission_ids) > 0),
  CONSTRAINT sponsor_campaigns_pools CHECK (local_bps + national_bps + global_bps = 10000),
  CONSTRAINT sponsor_campaigns_conditions CHECK (num_nonnulls(matching, milestones) <= 1)
);
CREATE INDEX sponsor_campaigns_by_organisation ON sponsor_campaigns (organisation_id, id DESC);
CREATE INDEX sponsor_campaigns_of_mission ON sponsor_campaigns USING gin (mission_ids) WHERE status = 'active';
CREATE INDEX sponsor_campaigns_of_zone ON sponsor_campaigns USING gin (zone_ids) WHERE status = 'active';

-- What a campaign's money is doing. The escrow of the ledger holds funded - spent - refunded; no promise goes beyond it.
CREATE TABLE sponsor_funds (
  campaign_id uuid PRIMARY KEY REFERENCES sponsor_campaigns (id),
  funded_minor bigint NOT NULL DEFAULT 0 CHECK (funded_minor >= 0),
  locked_minor bigint NOT NULL DEFAULT 0 CHECK (locked_minor >= 0),
  reserved_minor bigint NOT NULL DEFAULT 0 CHECK (reserved_minor >= 0),
  spent_minor bigint NOT NULL DEFAULT 0 CHECK (spent_minor >= 0),
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
  -- A matching campaign's own money waits in an escrow of its own until it matches.
  match_minor bigint NOT NULL DEFAULT 0 CHECK (match_minor >= 0),
  matched_minor bigint NOT NULL DEFAULT 0 CHECK (matched_minor >= 0),
  -- Verified actions that stand, for milestones.
  actions bigint NOT NULL DEFAULT 0 CHECK (actions >= 0),
  CONSTRAINT sponsor_funds_cover CHECK (locked_minor + reserved_minor + spent_minor + refunded_minor <= funded_minor)
) WITH (fillfactor = 70);

CREATE TABLE sponsor_contributions (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  source text NOT NULL CHECK (source IN ('organisation', 'supporter')),
  -- The supporter; forgotten with the person.
  player_id uuid,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  method text NOT NULL CHECK (method IN ('transfer', 'card')),
  status text NOT NULL CHECK (status IN ('pending', 'paid', 'cancelled')),
  reference text NOT NULL UNIQUE,
  -- Two people, as a keyed digest: it stays when one of them is erased, and names nobody.
  entered_by bytea NOT NULL,
  confirmed_by bytea,
  ledger_transaction_id uuid UNIQUE REFERENCES ledger_transactions (id),
  matched_minor bigint NOT NULL DEFAULT 0 CHECK (matched_minor >= 0),
  created_at timestamptz NOT NULL,
  paid_at timestamptz,
  CONSTRAINT sponsor_contributions_paid CHECK ((status = 'paid') = (num_nulls(paid_at, ledger_transaction_id) = 0)),
  CONSTRAINT sponsor_contributions_two_people CHECK (confirmed_by <> entered_by),
  CONSTRAINT sponsor_contributions_confirmed CHECK (method = 'card' OR status <> 'paid' OR confirmed_by IS NOT NULL)
);
CREATE INDEX sponsor_contributions_by_campaign ON sponsor_contributions (campaign_id, id DESC);
CREATE INDEX sponsor_contributions_by_person ON sponsor_contributions (player_id) WHERE player_id IS NOT NULL;

CREATE TABLE sponsor_refunds (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES sponsor_campaigns (id),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  ledger_transaction_id uuid NOT NULL UNIQUE REFERENCES ledger_transactions (id),
  created_at timestamptz NOT NULL
);
CREATE INDEX sponsor_refunds_by_campaign ON sponsor_refunds (campaign_id);

-- Each event of a payment provider is acted on once, however often it is sent.
CREATE TABLE sponsor_payment_events (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  contribution_id uuid REFERENCES sponsor_contributions (id),
  received_at timestamptz NOT NULL,
  PRIMARY KEY (provider, event_id)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['sponsor_refunds', 'sponsor_payment_events'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', table_name || '_rows', table_name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', table_name || '_all', table_name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I', table_name, table_name || '_rows', table_name || '_all');
  END LOOP;
END
$$;
