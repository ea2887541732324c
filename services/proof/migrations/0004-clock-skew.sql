-- How far the device's clock was ahead of the server's, in milliseconds, as the client measured it; `captured_at` is by the server's.
ALTER TABLE evidence ADD COLUMN clock_skew_ms bigint NOT NULL DEFAULT 0;
