-- Reviewers see how much they decided within a day.
CREATE INDEX review_opinions_by_reviewer ON review_opinions (reviewer_id, created_at);
