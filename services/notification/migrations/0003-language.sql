-- The language of what goes out when nobody asks; without one it follows the client, and English where there is none.
ALTER TABLE notification_preferences ADD COLUMN language text CHECK (language IN ('en', 'th'));
