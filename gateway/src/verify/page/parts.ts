import { type Child, element, type PageElement } from "./dom.ts";

export type Value = Child;
export type Fact = [name: string, value: Value];

const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });

/** A list of names and values. */
export function facts(rows: readonly Fact[]): PageElement {
  return element("dl", {}, ...rows.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

/** A moment, in UTC; a time beyond what a date can say is shown as it is. */
export function time(moment: Date): Value {
  if (Number.isNaN(moment.getTime())) return "beyond any calendar";
  return element("time", { datetime: moment.toISOString() }, `${dates.format(moment)} UTC`);
}

/** Any value of a JSON text, isolated so that it cannot turn round the text beside it. */
export function whole(value: unknown): Value {
  if (typeof value === "string") return element("bdi", {}, value);
  if (Array.isArray(value)) return element("bdi", {}, value.length === 0 ? "none" : value.map(inline).join(", "));
  if (typeof value !== "object" || value === null) return value === null ? "none" : String(value);
  return facts(Object.entries(value).map(([name, member]): Fact => [name.replaceAll("_", " "), whole(member)]));
}

const inline = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
