-- How many plausible witnesses must confirm before the rules alone may verify. A quest keeps what its mission asked when it began.
ALTER TABLE missions ADD COLUMN witnesses_required int NOT NULL DEFAULT 0 CHECK (witnesses_required BETWEEN 0 AND 5);
ALTER TABLE quest_assignments ADD COLUMN witnesses_required int NOT NULL DEFAULT 0 CHECK (witnesses_required BETWEEN 0 AND 5);
