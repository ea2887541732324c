-- The audit log is looked through by what was acted on, and by time.
CREATE INDEX audit_log_by_target ON audit_log (target, id DESC) WHERE target IS NOT NULL;
CREATE INDEX audit_log_by_time ON audit_log (at);
