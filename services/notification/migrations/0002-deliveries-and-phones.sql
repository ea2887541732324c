-- What went out, so that a job that is tried again repeats only what failed. `recipient` is a channel, or `push:` and a device.
CREATE TABLE notification_deliveries (
  notification_id uuid NOT NULL,
  recipient text NOT NULL,
  settled_at timestamptz NOT NULL,
  PRIMARY KEY (notification_id, recipient)
);
CREATE INDEX notification_deliveries_by_time ON notification_deliveries USING brin (settled_at);

-- A number that its owner has confirmed, sealed.
CREATE TABLE notification_phones (
  player_id uuid PRIMARY KEY REFERENCES players (id),
  phone_sealed text NOT NULL,
  confirmed_at timestamptz NOT NULL
);
