-- An audit that a witness's dispute asked for. It is no draw, so it stands for no other proof when a score is fitted. A proof has at
-- most one of either kind.
ALTER TABLE review_items ADD COLUMN disputed boolean NOT NULL DEFAULT false CHECK (NOT disputed OR purpose = 'audit');
DROP INDEX review_items_audited_once;
CREATE UNIQUE INDEX review_items_audited_once ON review_items (proof_id, disputed) WHERE purpose = 'audit';
