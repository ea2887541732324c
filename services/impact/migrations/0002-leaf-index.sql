-- An entry has its place in the log as soon as a published checkpoint covers it.
CREATE OR REPLACE VIEW impact_ledger AS
SELECT
  a.ledger_transaction_id AS id,
  a.action_id,
  a.player_id,
  p.player_did,
  a.xp AS xp_delta,
  a.tokens AS tokens_delta,
  (a.credits_minor::numeric / 100)::numeric(20, 2) AS impact_credits_delta,
  a.badges AS badges_earned,
  jsonb_build_object('local', a.local_minor, 'national', a.national_minor, 'global', a.global_minor) AS fund_allocation,
  a.rule_set,
  t.occurred_at AS ledger_timestamp,
  a.recorded_at AS created_at,
  CASE WHEN l.leaf_index < (SELECT max(c.size) FROM log_checkpoints c) THEN l.leaf_index END AS leaf_index
FROM impact_awards a
JOIN ledger_transactions t ON t.id = a.ledger_transaction_id
JOIN impact_players p ON p.player_id = a.player_id
LEFT JOIN log_leaves l ON l.transaction_id = a.ledger_transaction_id;
