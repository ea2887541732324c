import { cellFields } from "./cells.ts";
import type { BundleSubject, WrittenFile } from "./manifest.ts";
import { suppressionFields } from "./suppression.ts";

const fieldsOf: Readonly<Record<string, ReadonlyArray<Record<string, unknown>>>> = {
  "cells.csv": cellFields,
  "suppression.csv": suppressionFields,
};

/** `datapackage.json` (Frictionless Data Package 1), which describes the tables so that any tool of that kind reads and checks them. */
export function dataPackage({ id, programme, from, to, created_at }: BundleSubject, files: readonly WrittenFile[]): string {
  const resources = files
    .filter(({ name }) => name in fieldsOf)
    .map(({ name, bytes, sha256 }) => ({
      name: name.replace(".csv", ""),
      path: name,
      profile: "tabular-data-resource",
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      bytes,
      hash: `sha256:${sha256}`,
      dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true, header: true },
      schema: { fields: fieldsOf[name], missingValues: [""] },
    }));
  const title = `${programme}: verified actions, ${from} to ${to}`;
  return `${JSON.stringify({ profile: "tabular-data-package", name: `oneheart-export-${id}`, id, title, created: created_at, resources }, null, 2)}\n`;
}
