CREATE TABLE notification_preferences (
  player_id uuid PRIMARY KEY REFERENCES players (id),
  email text[] NOT NULL,
  push text[] NOT NULL,
  sms text[] NOT NULL,
  updated_at timestamptz NOT NULL
);

-- The address of a device is sealed; its keyed hash finds it again.
CREATE TABLE push_devices (
  id uuid PRIMARY KEY,
  player_id uuid NOT NULL REFERENCES players (id),
  target_hash text NOT NULL UNIQUE,
  target_sealed text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX push_devices_by_player ON push_devices (player_id, id DESC);
