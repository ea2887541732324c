/** The records that ids name, in the order of the ids; null where there is none. */
export function inOrder<T>(ids: readonly string[], records: readonly T[], idOf: (record: T) => string): Array<T | null> {
  const byId = new Map(records.map((record) => [idOf(record), record]));
  return ids.map((id) => byId.get(id) ?? null);
}
