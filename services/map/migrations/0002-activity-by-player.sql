-- Finds what an erased player did, whose name is replaced.
CREATE INDEX zone_activity_by_player ON zone_activity (player_did);
