-- Schemaless documents, where no MongoDB is configured. Ids are UUIDv7: their byte order is the order of time.
create table documents (
  collection text collate "C" not null,
  id text collate "C" not null,
  body jsonb not null,
  primary key (collection, id)
);

create index documents_body on documents using gin (body jsonb_path_ops);
