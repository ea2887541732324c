-- When everything about the person was replaced. The row stays: quests, actions and the ledger's read models name its id.
ALTER TABLE players ADD COLUMN erased_at timestamptz;

-- A player whose account was cut loose holds nothing of that asset any more. Fires only when an account changes its owner.
CREATE FUNCTION players_forget_erased_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE players p
  SET total_xp = CASE a.code WHEN 'XP' THEN 0 ELSE p.total_xp END,
      heart_tokens = CASE a.code WHEN 'HEART' THEN 0 ELSE p.heart_tokens END,
      impact_credits = CASE a.code WHEN 'CREDIT' THEN 0 ELSE p.impact_credits END
  FROM ledger_assets a
  WHERE a.id = OLD.asset_id AND p.id = OLD.owner_id::uuid;
  RETURN NULL;
END
$$;

CREATE TRIGGER players_forget_erased_accounts AFTER UPDATE OF owner_id ON ledger_accounts FOR EACH ROW
  WHEN (OLD.kind = 'player' AND OLD.owner_id IS DISTINCT FROM NEW.owner_id AND OLD.owner_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  EXECUTE FUNCTION players_forget_erased_account();
