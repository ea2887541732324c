-- Accounts see to it that names differ. Here a change arrives later, so two who trade names may meet.
ALTER TABLE players DROP CONSTRAINT players_username;
