-- What a posting needs to know while it holds its accounts, in one round trip: other postings wait for these locks.

-- Locks the accounts in the order of their ids, and then finds the transactions with one of the ids or idempotency hashes, and
-- which entry ids are taken. A volatile function's statements each see what is committed by then, so the later ones see what was
-- committed by whoever held the locks before. A row is an account, a stored transaction or a taken entry id.
CREATE FUNCTION ledger_lock(account_ids bigint[], transaction_ids uuid[], hashes bytea[], entry_ids uuid[])
RETURNS TABLE (
  id text, owner_id text, debits_posted bigint, credits_posted bigint, debits_pending bigint, credits_pending bigint, version bigint,
  may_go_negative boolean, stored_transaction json, stored_entry_id uuid
)
LANGUAGE plpgsql VOLATILE ROWS 300 AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT a.id::text, a.owner_id, a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending, a.version, a.may_go_negative,
      NULL::json, NULL::uuid
    FROM ledger_accounts a WHERE a.id = ANY(account_ids) ORDER BY a.id FOR NO KEY UPDATE;

  -- Of the rows that follow only one column is set.
  FOR stored_transaction IN
    SELECT json_build_object('id', t.id, 'seq', t.seq::text, 'idempotency_hash', encode(t.idempotency_hash, 'hex'),
      'fingerprint', encode(t.idempotency_fingerprint, 'hex'), 'leaf', convert_from(t.leaf, 'UTF8'))
    FROM (
      SELECT * FROM ledger_transactions WHERE id = ANY(transaction_ids)
      UNION ALL
      SELECT * FROM ledger_transactions WHERE idempotency_hash = ANY(hashes)
    ) t
  LOOP
    RETURN NEXT;
  END LOOP;
  stored_transaction := NULL;

  FOR stored_entry_id IN
    SELECT id FROM ledger_transfers WHERE id = ANY(entry_ids) UNION ALL SELECT id FROM ledger_holds WHERE id = ANY(entry_ids)
  LOOP
    RETURN NEXT;
  END LOOP;
END
$$;

-- As in 0003. Whoever calls it needs the same rights on the tables as for its statements.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('oneheart_ledger', 'oneheart_app')) < 2 THEN
    RETURN;
  END IF;
  ALTER FUNCTION ledger_lock(bigint[], uuid[], bytea[], uuid[]) OWNER TO oneheart_ledger;
  GRANT EXECUTE ON FUNCTION ledger_lock(bigint[], uuid[], bytea[], uuid[]) TO oneheart_app;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'roles of ledger_lock not set up: %', SQLERRM;
END
$$;
