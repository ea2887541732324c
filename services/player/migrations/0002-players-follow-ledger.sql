-- Keeps the balances of players equal to their ledger accounts, in the transaction that posts. Set-based: once per statement.
-- The arrays make the planner expect a handful of rows and use the primary key; a transition table has no statistics.
CREATE FUNCTION players_follow_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owners uuid[];
  codes text[];
  balances bigint[];
BEGIN
  SELECT array_agg(c.owner_id::uuid), array_agg(a.code), array_agg(c.credits_posted - c.debits_posted) INTO owners, codes, balances
  FROM changed c JOIN ledger_assets a ON a.id = c.asset_id
  WHERE c.kind = 'player' AND a.code IN ('XP', 'HEART', 'CREDIT')
    AND c.owner_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  IF owners IS NULL THEN
    RETURN NULL;
  END IF;

  UPDATE players p
  SET total_xp = coalesce(b.xp, p.total_xp),
      heart_tokens = coalesce(b.heart, p.heart_tokens),
      impact_credits = coalesce(b.credit, p.impact_credits)
  FROM (
    SELECT owner,
      max(balance) FILTER (WHERE code = 'XP') AS xp,
      max(balance) FILTER (WHERE code = 'HEART') AS heart,
      max(balance) FILTER (WHERE code = 'CREDIT') AS credit
    FROM unnest(owners, codes, balances) AS posted (owner, code, balance)
    GROUP BY owner
  ) b
  WHERE p.id = b.owner
    AND (coalesce(b.xp, p.total_xp), coalesce(b.heart, p.heart_tokens), coalesce(b.credit, p.impact_credits))
      IS DISTINCT FROM (p.total_xp, p.heart_tokens, p.impact_credits);
  RETURN NULL;
END
$$;

CREATE TRIGGER players_follow_new_accounts AFTER INSERT ON ledger_accounts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION players_follow_ledger();
CREATE TRIGGER players_follow_balances AFTER UPDATE ON ledger_accounts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION players_follow_ledger();
