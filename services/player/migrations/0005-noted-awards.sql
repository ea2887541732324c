-- Awards that gave badges, and awards that were reversed or reinstated, in whatever order that was heard; the others need no row.
CREATE TABLE player_noted_awards (
  action_id uuid PRIMARY KEY,
  player_id uuid NOT NULL REFERENCES players (id),
  badges text[] NOT NULL,
  recorded_at timestamptz NOT NULL,
  reversed boolean NOT NULL DEFAULT false,
  reinstated boolean NOT NULL DEFAULT false,
  -- Reversed once and given again once, ever: so this does not depend on the order.
  stands boolean NOT NULL GENERATED ALWAYS AS (NOT reversed OR reinstated) STORED
);
CREATE INDEX player_noted_awards_by_player ON player_noted_awards (player_id);
