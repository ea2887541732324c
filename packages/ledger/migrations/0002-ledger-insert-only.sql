-- History is only ever added to. ENABLE ALWAYS: the triggers also fire when session_replication_role is 'replica'.

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: ledger rows are only ever added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY[
    'ledger_identity', 'ledger_assets', 'ledger_account_kinds', 'ledger_transactions', 'ledger_transfers', 'ledger_holds',
    'ledger_hold_resolutions'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()',
      table_name || '_rows', table_name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()',
      table_name || '_all', table_name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I, ENABLE ALWAYS TRIGGER %I',
      table_name, table_name || '_rows', table_name || '_all');
  END LOOP;
END
$$;

-- Accounts keep running balances, so those may change; what an account is may not, and none disappears.
CREATE TRIGGER ledger_accounts_identity BEFORE UPDATE OF id, asset_id, kind, may_go_negative ON ledger_accounts
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_accounts_rows BEFORE DELETE ON ledger_accounts
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_accounts_all BEFORE TRUNCATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE ledger_accounts
  ENABLE ALWAYS TRIGGER ledger_accounts_identity,
  ENABLE ALWAYS TRIGGER ledger_accounts_rows,
  ENABLE ALWAYS TRIGGER ledger_accounts_all;
