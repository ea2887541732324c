-- What was taken back of an award, given again, or collected later: signed amounts, each row with its compensating ledger
-- transaction, which names the award's. One that moved nothing has none.
CREATE TABLE impact_corrections (
  id uuid PRIMARY KEY,
  action_id uuid NOT NULL REFERENCES impact_awards (action_id),
  kind text NOT NULL CHECK (kind IN ('reversal', 'reinstatement', 'claim')),
  ledger_transaction_id uuid UNIQUE REFERENCES ledger_transactions (id),
  player_id uuid NOT NULL REFERENCES impact_players (player_id),
  xp bigint NOT NULL,
  tokens bigint NOT NULL,
  credits_minor bigint NOT NULL,
  local_minor bigint NOT NULL,
  national_minor bigint NOT NULL,
  global_minor bigint NOT NULL,
  reason_code text NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT impact_corrections_sign CHECK (
    CASE kind WHEN 'reinstatement' THEN least(xp, tokens, credits_minor, local_minor, national_minor, global_minor) >= 0
      ELSE greatest(xp, tokens, credits_minor, local_minor, national_minor, global_minor) <= 0 END),
  CONSTRAINT impact_corrections_posted CHECK ((ledger_transaction_id IS NULL) =
    (xp = 0 AND tokens = 0 AND credits_minor = 0 AND local_minor = 0 AND national_minor = 0 AND global_minor = 0))
);
-- An award is reversed once and given again once, ever.
CREATE UNIQUE INDEX impact_corrections_once ON impact_corrections (action_id, kind) WHERE kind <> 'claim';
CREATE INDEX impact_corrections_by_action ON impact_corrections (action_id);
CREATE INDEX impact_corrections_by_player ON impact_corrections (player_id, ledger_transaction_id DESC);
CREATE TRIGGER impact_corrections_are_insert_only BEFORE UPDATE OR DELETE ON impact_corrections FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER impact_corrections_are_never_emptied BEFORE TRUNCATE ON impact_corrections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE impact_corrections ENABLE ALWAYS TRIGGER impact_corrections_are_insert_only;
ALTER TABLE impact_corrections ENABLE ALWAYS TRIGGER impact_corrections_are_never_emptied;

-- What a reversal could not take, because it was spent. Collected from what the player earns later; never a negative balance.
CREATE TABLE impact_claims (
  action_id uuid NOT NULL REFERENCES impact_awards (action_id),
  asset text NOT NULL CHECK (asset IN ('XP', 'HEART', 'CREDIT')),
  player_id uuid NOT NULL REFERENCES impact_players (player_id),
  amount bigint NOT NULL CHECK (amount > 0),
  collected bigint NOT NULL DEFAULT 0 CHECK (collected BETWEEN 0 AND amount),
  created_at timestamptz NOT NULL,
  -- Collected in full, or given up after an appeal.
  closed_at timestamptz,
  CHECK (closed_at IS NOT NULL OR collected < amount),
  PRIMARY KEY (action_id, asset)
);
CREATE INDEX impact_claims_open ON impact_claims (player_id, created_at) WHERE closed_at IS NULL;

-- Whether the player owes anything, so that an award need not look.
ALTER TABLE impact_players ADD COLUMN owes boolean NOT NULL DEFAULT false;

-- Corrections as entries of the ledger, beside the awards of impact_ledger.
CREATE VIEW impact_corrections_ledger AS
SELECT
  x.ledger_transaction_id AS id,
  x.action_id,
  x.player_id,
  p.player_did,
  x.xp AS xp_delta,
  x.tokens AS tokens_delta,
  (x.credits_minor::numeric / 100)::numeric(20, 2) AS impact_credits_delta,
  '{}'::text[] AS badges_earned,
  jsonb_build_object('local', x.local_minor, 'national', x.national_minor, 'global', x.global_minor) AS fund_allocation,
  a.rule_set,
  a.ledger_transaction_id AS corrects,
  t.occurred_at AS ledger_timestamp,
  CASE WHEN l.leaf_index < (SELECT max(c.size) FROM log_checkpoints c) THEN l.leaf_index END AS leaf_index
FROM impact_corrections x
JOIN impact_awards a ON a.action_id = x.action_id
JOIN ledger_transactions t ON t.id = x.ledger_transaction_id
JOIN impact_players p ON p.player_id = x.player_id
LEFT JOIN log_leaves l ON l.transaction_id = x.ledger_transaction_id;
