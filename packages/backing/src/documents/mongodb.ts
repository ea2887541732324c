import { type Collection, MongoBulkWriteError, MongoClient } from "mongodb";
import type { Log } from "../log.ts";
import type { Document, Documents } from "../ports.ts";
import { checkChange, checkDocument, checkFilter, type Filter } from "./rules.ts";

type Stored = { _id: string; [field: string]: unknown };

const DUPLICATE_KEY = 11000;

/** Documents in MongoDB 6 or newer; the database is the one in the URL. */
export function createMongoDocuments(url: string, log: Log): Documents {
  const client = new MongoClient(url, { ignoreUndefined: true, serverSelectionTimeoutMS: 5000, appName: "oneheart" });
  const indexed = new Set<string>();

  function collectionOf(name: string): Collection<Stored> {
    return client.db().collection<Stored>(name);
  }

  /**
   * An index for each combination of fields that the code filters by, made at its first use, with the id last so that
   * pages come in order. Nobody waits for it: the query is answered without it as well.
   */
  function search(name: string, filter: Filter): Record<string, unknown> {
    const query = queryOf(filter);
    const fields = Object.keys(filter)
      .filter((field) => field !== "id")
      .sort();
    const index = [name, ...fields].join(" ");
    if (fields.length > 0 && !indexed.has(index)) {
      indexed.add(index);
      const keys = [...fields.map((field): [string, 1] => [field, 1]), ["_id", -1] as [string, -1]];
      collectionOf(name)
        .createIndex(new Map<string, 1 | -1>(keys))
        .catch((error: unknown) => log.warn({ err: error, collection: name, fields }, "documents are searched without an index"));
    }
    return query;
  }

  return {
    async insert(name, documents) {
      const stored = documents.map(checkDocument).map(({ id, ...rest }) => ({ ...rest, _id: id }));
      if (stored.length === 0) return;
      await collectionOf(name).insertMany(stored, { ordered: false }).catch(passDuplicates);
    },
    async get(name, id) {
      const found = await collectionOf(name).findOne({ _id: id });
      return found === null ? undefined : asDocument(found);
    },
    async find(name, filter, { limit, before }) {
      const query = before === undefined ? search(name, filter) : { $and: [search(name, filter), { _id: { $lt: before } }] };
      if (limit < 1) return [];
      return (await collectionOf(name).find(query).sort({ _id: -1 }).limit(limit).toArray()).map(asDocument);
    },
    count: (name, filter) => collectionOf(name).countDocuments(search(name, filter)),
    async update(name, filter, change) {
      const set = checkChange(change);
      if (Object.keys(set).length === 0) return collectionOf(name).countDocuments(search(name, filter));
      return (await collectionOf(name).updateMany(search(name, filter), { $set: set })).matchedCount;
    },
    async delete(name, filter) {
      return (await collectionOf(name).deleteMany(search(name, filter))).deletedCount;
    },
    async ping() {
      await client.db().command({ ping: 1 });
    },
    close: () => client.close(),
  };
}

/** Equality as JSON has it: MongoDB alone would also look inside arrays. */
function queryOf(filter: Filter): Record<string, unknown> {
  const { id, ...rest } = checkFilter(filter);
  const conditions = Object.entries(rest).map(([field, value]) => [field, { $eq: value, $not: { $type: "array" } }]);
  return { ...Object.fromEntries(conditions), ...(id === undefined ? {} : { _id: { $eq: id } }) };
}

function asDocument({ _id, ...rest }: Stored): Document {
  return { id: _id, ...rest };
}

/** A document that is there already stays as it is. */
function passDuplicates(error: unknown): void {
  const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
  if (errors.length === 0 || errors.some((each) => each.code !== DUPLICATE_KEY)) throw error;
}
