import { monthEnd } from "../nation/periods.ts";
import type { BundleSubject } from "./manifest.ts";
import type { PartTotal } from "./places.ts";

/** The prefixes stand in the file, so that nobody has to fetch a context to read it. */
const context = {
  cids: "https://ontology.commonapproach.org/cids#",
  org: "http://ontology.eil.utoronto.ca/tove/organization#",
  i72: "http://ontology.eil.utoronto.ca/ISO21972/iso21972#",
  prov: "http://www.w3.org/ns/prov#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/** The period in the Common Impact Data Standard (its basic tier): the organisation, an outcome, and for each indicator one report. */
export function cidsJsonLd({ id, programme, from, to, totals }: BundleSubject, kinds: ReadonlyMap<string, PartTotal>): string {
  const base = `urn:uuid:${id}`;
  const ref = (name: string) => ({ "@id": `${base}#${name}` });
  const measured = [
    { name: "actions", title: "Verified actions", unit: "actions", value: totals.actions },
    { name: "people", title: "People who took part, to the nearest five", unit: "people", value: totals.people },
    ...[...kinds].map(([kind, { actions }], index) => {
      return { name: `kind-${index}`, title: `Verified actions: ${kind || "kinds told together"}`, unit: "actions", value: actions };
    }),
  ];
  const organisation = {
    ...ref("organisation"),
    "@type": "cids:Organization",
    "org:hasLegalName": programme,
    "cids:hasOutcome": [ref("outcome")],
    "cids:hasIndicator": measured.map(({ name }) => ref(name)),
  };
  const outcome = {
    ...ref("outcome"),
    "@type": "cids:Outcome",
    "org:hasName": "Work for the community that was done and verified",
    "cids:forOrganization": ref("organisation"),
    "cids:hasIndicator": measured.map(({ name }) => ref(name)),
  };
  const indicators = measured.flatMap(({ name, title, unit, value }) => [
    {
      ...ref(name),
      "@type": "cids:Indicator",
      "org:hasName": title,
      "cids:unitDescription": unit,
      "cids:forOrganization": ref("organisation"),
      "cids:forOutcome": ref("outcome"),
      "cids:hasIndicatorReport": [ref(`${name}-report`)],
    },
    {
      ...ref(`${name}-report`),
      "@type": "cids:IndicatorReport",
      "org:hasName": `${title}, ${from} to ${to}`,
      "cids:forIndicator": ref(name),
      "i72:value": { "@type": "i72:Measure", "i72:hasNumericalValue": String(value) },
      "prov:startedAtTime": { "@type": "xsd:dateTime", "@value": `${from}-01T00:00:00Z` },
      "prov:endedAtTime": { "@type": "xsd:dateTime", "@value": `${monthEnd(to)}T23:59:59Z` },
    },
  ]);
  return `${JSON.stringify({ "@context": context, "@graph": [organisation, outcome, ...indicators] }, null, 2)}\n`;
}
