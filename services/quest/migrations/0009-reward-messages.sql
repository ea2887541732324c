-- What a reward followed from is a list of messages (a code with parameters), which get their language when they are read. The English
-- sentences of earlier rewards stay as they are.
ALTER TABLE quest_assignments
  ALTER COLUMN reward_explained DROP DEFAULT,
  ALTER COLUMN reward_explained TYPE jsonb USING to_jsonb(reward_explained),
  ALTER COLUMN reward_explained SET DEFAULT '[]';
