import { cellsCsv, cellsLines } from "../../rules/export/cells.ts";
import { cidsJsonLd } from "../../rules/export/cids.ts";
import { dataPackage } from "../../rules/export/data-package.ts";
import { iatiXml } from "../../rules/export/iati.ts";
import { manifestOf, type WrittenFile } from "../../rules/export/manifest.ts";
import { zonesGeoJson } from "../../rules/export/places.ts";
import { suppressionCsv } from "../../rules/export/suppression.ts";
import type { BundleData } from "./gather.ts";

/** A file of a bundle. Its pieces are made while they are written; what describes other files comes after them. */
interface BundleFile {
  name: string;
  media_type: string;
  content(data: BundleData, written: readonly WrittenFile[]): Iterable<string>;
}

const bundleFiles: readonly BundleFile[] = [
  { name: "cells.csv", media_type: "text/csv", content: ({ rows }) => cellsCsv(rows) },
  { name: "cells.jsonl", media_type: "application/jsonl", content: ({ rows }) => cellsLines(rows) },
  { name: "zones.geojson", media_type: "application/geo+json", content: ({ zones, places }) => zonesGeoJson(zones, places) },
  { name: "iati.xml", media_type: "application/xml", content: iatiXml },
  { name: "cids.jsonld", media_type: "application/ld+json", content: ({ subject, kinds }) => [cidsJsonLd(subject, kinds)] },
  { name: "suppression.csv", media_type: "text/csv", content: ({ suppressions }) => suppressionCsv(suppressions) },
  { name: "datapackage.json", media_type: "application/json", content: ({ subject }, written) => [dataPackage(subject, written)] },
  { name: "ledger/checkpoint.txt", media_type: "text/plain", content: ({ ledger }) => noteOf(ledger?.checkpoint.note) },
  { name: "ledger/previous-checkpoint.txt", media_type: "text/plain", content: ({ ledger }) => noteOf(ledger?.before?.checkpoint) },
  { name: "ledger/consistency.json", media_type: "application/json", content: ({ ledger }) => noteOf(ledger?.before?.proof) },
  { name: "manifest.json", media_type: "application/json", content: ({ subject }, written) => [manifestOf(subject, written)] },
];

/** With the signed note, which comes last. */
export const filesOfBundle = bundleFiles.length + 1;

/** The files of a bundle in their order: of the log only what there is. */
export function filesFor({ ledger }: BundleData): BundleFile[] {
  const isThere = (name: string) =>
    name === "ledger/checkpoint.txt" ? ledger !== undefined : !name.startsWith("ledger/") || ledger?.before !== undefined;
  return bundleFiles.filter(({ name }) => isThere(name));
}

function noteOf(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}
