-- The cache of several processes on one machine, where no Redis is configured. Unlogged: emptied by a crash, which a cache may be.
create unlogged table cache_entries (
  key text collate "C" primary key,
  value text not null,
  expires_at timestamptz not null
);

create index cache_entries_expiry on cache_entries (expires_at);

create unlogged table cache_scores (
  board text collate "C" not null references cache_entries (key) on delete cascade,
  member text collate "C" not null,
  score double precision not null,
  primary key (board, member)
);

create index cache_scores_order on cache_scores (board, score desc, member);
