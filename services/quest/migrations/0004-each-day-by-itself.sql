-- A daily quest in review leaves the days after it free; its own day stays used up (quest_once_a_day).
DROP INDEX quest_open_once;
CREATE UNIQUE INDEX quest_open_once ON quest_assignments (player_id, mission_id)
  WHERE (status = 'active' OR status = 'submitted' AND quest_type <> 'daily');
