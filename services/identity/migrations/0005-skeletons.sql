-- What names that look the same have in common (UTS #39). The service computes it; accounts that were there before get theirs at the
-- start, except one that looks like an older one: it keeps its name, and nobody else can take it.
ALTER TABLE accounts ADD COLUMN username_skeleton text COLLATE "C" CHECK (username_skeleton <> '');
ALTER TABLE accounts ADD CONSTRAINT accounts_username_skeleton UNIQUE (username_skeleton);
CREATE INDEX accounts_without_skeleton ON accounts (id) WHERE username_skeleton IS NULL;
