-- Which of verification's decisions the status is of, so that words that come late change nothing.
ALTER TABLE evidence ADD COLUMN decision_no int NOT NULL DEFAULT 0;
