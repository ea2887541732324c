-- How many of the people whom the player says were helped the reviewer confirms; null for who said nothing of it.
ALTER TABLE review_opinions ADD COLUMN beneficiaries_confirmed int CHECK (beneficiaries_confirmed >= 0);
