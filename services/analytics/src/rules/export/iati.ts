import { monthEnd } from "../nation/periods.ts";
import type { ExportZone } from "./cell-row.ts";
import type { BundleSubject } from "./manifest.ts";
import type { PartTotal } from "./places.ts";

/** What an operator replaces by the identifier that the IATI registry gave them. */
const ORGANISATION = "XX-ONEHEART";
/** Codes of IATI's lists: an organisation of another type, that implements; work under way, in a country; basic social services. */
const codes = {
  organisation_other: 90,
  implementing: 4,
  implementation: 2,
  actual_start: 2,
  national: 4,
  social_services: 16050,
  output: 1,
};

interface IatiData {
  subject: BundleSubject;
  zones: ReadonlyMap<string, ExportZone>;
  places: ReadonlyMap<string, PartTotal>;
  /** By kind of work; empty for kinds that are told together. */
  kinds: ReadonlyMap<string, PartTotal>;
}

/** The programme as one activity of the IATI standard 2.03, whose results are the period's figures; the order of elements is the schema's. */
export function* iatiXml({ subject, zones, places, kinds }: IatiData): Generator<string> {
  const { id, programme, from, to, created_at, totals } = subject;
  const narrative = (text: string) => `<narrative>${xmlText(text)}</narrative>`;
  const named = [...places].filter(([zone_id]) => zones.has(zone_id));
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="${created_at}">\n`;
  yield `<iati-activity xml:lang="en" last-updated-datetime="${created_at}">\n`;
  yield `<iati-identifier>${ORGANISATION}-PROGRAMME</iati-identifier>\n`;
  yield `<reporting-org ref="${ORGANISATION}" type="${codes.organisation_other}">${narrative(programme)}</reporting-org>\n`;
  yield `<title>${narrative(programme)}</title>\n`;
  yield `<description type="1">${narrative(`Verified actions of volunteers, ${from} to ${to}. Bundle ${id}.`)}</description>\n`;
  yield `<participating-org role="${codes.implementing}" type="${codes.organisation_other}">${narrative(programme)}</participating-org>\n`;
  yield `<activity-status code="${codes.implementation}"/>\n<activity-date type="${codes.actual_start}" iso-date="${from}-01"/>\n`;
  yield `<activity-scope code="${codes.national}"/>\n`;
  for (const [zone_id] of named) yield locationOf(zones.get(zone_id)!, narrative);
  yield `<sector vocabulary="1" code="${codes.social_services}"/>\n`;
  const where = named.map(([zone_id, { actions }]) => ({ zone_id, actions }));
  yield resultOf("Verified actions", subject, narrative, totals.actions, where);
  yield resultOf("People who took part, to the nearest five", subject, narrative, totals.people);
  for (const [kind, { actions }] of kinds)
    yield resultOf(`Verified actions: ${kind || "kinds told together"}`, subject, narrative, actions);
  yield "</iati-activity>\n</iati-activities>\n";
}

function locationOf({ id, name, lat, lng }: ExportZone, narrative: (text: string) => string): string {
  const point = `<point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>${lat} ${lng}</pos></point>`;
  return `<location ref="${id}"><name>${narrative(name)}</name>${point}<exactness code="2"/></location>\n`;
}

function resultOf(
  title: string,
  { from, to }: BundleSubject,
  narrative: (text: string) => string,
  value: number,
  where: ReadonlyArray<{ zone_id: string; actions: number }> = [],
): string {
  const places = where.map(({ zone_id, actions }) => `<actual value="${actions}"><location ref="${zone_id}"/></actual>`).join("");
  const period = `<period-start iso-date="${from}-01"/><period-end iso-date="${monthEnd(to)}"/>`;
  const indicator = `<title>${narrative(title)}</title><period>${period}<actual value="${value}"/>${places}</period>`;
  return `<result type="${codes.output}" aggregation-status="true"><title>${narrative(title)}</title><indicator measure="1" ascending="1">${indicator}</indicator></result>\n`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text in XML 1.0, which holds no control character but tab and line ends. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => entities[sign]!);
}
