-- oneheart_ledger owns the tables and cannot log in; grant oneheart_app to the role that the application logs in as.
-- Without the right to create roles this is left to the administrator: the triggers hold either way.

DO $$
BEGIN
  IF NOT (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
    RAISE NOTICE 'ledger roles not created: % may not create roles', current_user;
    RETURN;
  END IF;

  -- Roles belong to the whole cluster: another database's migration may be creating them at this moment.
  BEGIN
    CREATE ROLE oneheart_ledger NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  BEGIN
    CREATE ROLE oneheart_app NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT pg_has_role(current_user, 'oneheart_ledger', 'USAGE') THEN
    EXECUTE format('GRANT oneheart_ledger TO %I', current_user);
  END IF;

  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO oneheart_ledger', current_schema());
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO oneheart_app', current_schema());

  ALTER TABLE ledger_identity OWNER TO oneheart_ledger;
  ALTER TABLE ledger_assets OWNER TO oneheart_ledger;
  ALTER TABLE ledger_account_kinds OWNER TO oneheart_ledger;
  ALTER TABLE ledger_accounts OWNER TO oneheart_ledger;
  ALTER TABLE ledger_subjects OWNER TO oneheart_ledger;
  ALTER TABLE ledger_transactions OWNER TO oneheart_ledger;
  ALTER TABLE ledger_transfers OWNER TO oneheart_ledger;
  ALTER TABLE ledger_holds OWNER TO oneheart_ledger;
  ALTER TABLE ledger_hold_resolutions OWNER TO oneheart_ledger;
  ALTER TABLE ledger_open_holds OWNER TO oneheart_ledger;
  ALTER TABLE log_pending OWNER TO oneheart_ledger;
  ALTER FUNCTION ledger_refuse_change() OWNER TO oneheart_ledger;

  GRANT SELECT ON ledger_identity, ledger_assets, ledger_account_kinds TO oneheart_app;
  GRANT SELECT, INSERT ON ledger_accounts, ledger_transactions, ledger_transfers, ledger_holds, ledger_hold_resolutions TO oneheart_app;
  GRANT UPDATE (debits_posted, credits_posted, debits_pending, credits_pending, version, owner_id) ON ledger_accounts TO oneheart_app;
  GRANT SELECT, INSERT, DELETE ON ledger_subjects, ledger_open_holds, log_pending TO oneheart_app;
  GRANT USAGE ON SEQUENCE ledger_transactions_seq_seq TO oneheart_app;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'ledger roles not set up: %', SQLERRM;
END
$$;
