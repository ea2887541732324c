-- Who hands rewards over. The key is kept as a keyed hash, the secret sealed: it signs calls to the partner's server.
CREATE TABLE reward_partners (
  id uuid PRIMARY KEY,
  name varchar(255) NOT NULL,
  webhook_url text,
  webhook_secret_sealed text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

ALTER TABLE rewards
  ADD COLUMN fulfilment text NOT NULL DEFAULT 'manual' CHECK (fulfilment IN ('automatic', 'manual', 'codes', 'pickup', 'webhook')),
  ADD COLUMN partner_id uuid REFERENCES reward_partners (id),
  ADD COLUMN starts_at timestamptz,
  ADD COLUMN ends_at timestamptz,
  ADD COLUMN player_limit int CHECK (player_limit > 0),
  ADD COLUMN player_limit_days int CHECK (player_limit_days > 0),
  ADD COLUMN claim_days int CHECK (claim_days > 0),
  ADD CONSTRAINT rewards_window CHECK (ends_at > starts_at),
  ADD CONSTRAINT rewards_limit CHECK (player_limit IS NOT NULL OR player_limit_days IS NULL),
  ADD CONSTRAINT rewards_partner CHECK (fulfilment NOT IN ('pickup', 'webhook') OR partner_id IS NOT NULL);
UPDATE rewards SET fulfilment = 'automatic' WHERE lower(category) IN ('digital', 'badge', 'certificate');

-- How it is handed over and until when it can be collected, as they were when it was redeemed.
ALTER TABLE redemptions
  ADD COLUMN fulfilment text NOT NULL DEFAULT 'manual' CHECK (fulfilment IN ('automatic', 'manual', 'codes', 'pickup', 'webhook')),
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN refunded_at timestamptz,
  -- The compensating transaction of a refund; it names the one that burned the tokens.
  ADD COLUMN refund_transaction_id uuid UNIQUE REFERENCES ledger_transactions (id),
  DROP CONSTRAINT redemptions_status_check,
  DROP CONSTRAINT redemptions_reason,
  ADD CONSTRAINT redemptions_status CHECK (status IN ('held', 'fulfilled', 'cancelled', 'expired', 'refunded')),
  ADD CONSTRAINT redemptions_reason CHECK ((status IN ('cancelled', 'refunded')) = (cancel_reason IS NOT NULL)),
  ADD CONSTRAINT redemptions_refunded CHECK ((status = 'refunded') = (refunded_at IS NOT NULL AND refund_transaction_id IS NOT NULL)),
  ADD CONSTRAINT redemptions_expiry CHECK (status <> 'expired' OR expires_at IS NOT NULL);
UPDATE redemptions SET fulfilment = 'automatic' WHERE lower(category) IN ('digital', 'badge', 'certificate');
CREATE INDEX redemptions_of_reward ON redemptions (reward_id, player_id, created_at) WHERE status IN ('held', 'fulfilled');
CREATE INDEX redemptions_to_expire ON redemptions (expires_at) WHERE status = 'held' AND expires_at IS NOT NULL;

-- Codes that rewards give out. A reward has a code once; a redemption has one code; and one that was shown stays its owner's.
CREATE TABLE reward_codes (
  id uuid PRIMARY KEY,
  reward_id uuid NOT NULL REFERENCES rewards (id),
  -- Gone once its owner was erased.
  code_sealed text,
  code_hash text NOT NULL,
  redemption_id uuid UNIQUE REFERENCES redemptions (id),
  shown_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT reward_codes_once UNIQUE (reward_id, code_hash),
  CONSTRAINT reward_codes_shown CHECK (shown_at IS NULL OR redemption_id IS NOT NULL),
  CONSTRAINT reward_codes_kept CHECK (code_sealed IS NOT NULL OR shown_at IS NOT NULL)
);
CREATE INDEX reward_codes_free ON reward_codes (reward_id, id) WHERE redemption_id IS NULL;

CREATE FUNCTION reward_code_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.shown_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.shown_at IS NULL OR NEW.redemption_id IS DISTINCT FROM OLD.redemption_id) THEN
    RAISE EXCEPTION 'a code that was shown stays its owner''s' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER reward_codes_stay BEFORE UPDATE OR DELETE ON reward_codes FOR EACH ROW EXECUTE FUNCTION reward_code_stays();

-- Calls to partners' servers: what is told of a redemption, and how far it has come.
CREATE TABLE reward_deliveries (
  redemption_id uuid NOT NULL REFERENCES redemptions (id),
  kind text NOT NULL CHECK (kind IN ('created', 'cancelled')),
  attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_status int,
  last_error varchar(300),
  delivered_at timestamptz,
  PRIMARY KEY (redemption_id, kind)
);
