-- When the file and its copies were deleted and the place was made coarse, because the person was erased. The hash stays, so
-- that the same file is still known when somebody else sends it.
ALTER TABLE evidence ADD COLUMN erased_at timestamptz;
