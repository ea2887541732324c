INSERT INTO badges (id, badge_type, name, description) VALUES
  (gen_random_uuid(), 'first_step', 'First Step', 'The first verified action'),
  (gen_random_uuid(), 'eco_warrior', 'Eco Warrior', 'Ten verified actions for the environment'),
  (gen_random_uuid(), 'mentor', 'Mentor', 'Ten verified actions that teach others'),
  (gen_random_uuid(), 'streak_7', 'Seven Days', 'Verified actions on seven days in a row'),
  (gen_random_uuid(), 'streak_30', 'Thirty Days', 'Verified actions on thirty days in a row'),
  (gen_random_uuid(), 'level_5', 'Level 5', 'Reached level 5'),
  (gen_random_uuid(), 'level_10', 'Level 10', 'Reached level 10'),
  (gen_random_uuid(), 'helper_100', 'Hundred Helped', 'Helped a hundred people');
