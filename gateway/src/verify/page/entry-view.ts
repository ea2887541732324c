import { assetName, formatAmount } from "./amounts.ts";
import { element, type PageElement } from "./dom.ts";
import type { Account, Entry } from "./entry.ts";
import { type Fact, facts, time, type Value, whole } from "./parts.ts";
import { accountName } from "./words.ts";

const columns = ["What", "Amount", "Asset", "From", "To"];

/** The entry as a table of facts, a table of what moved, and word for word. */
export function entryParts(entry: Entry | undefined, bytes: Uint8Array): PageElement[] {
  const text = new TextDecoder().decode(bytes);
  const original = element("details", {}, element("summary", {}, "The entry word for word"), element("pre", {}, text));
  if (entry === undefined)
    return [element("p", {}, "The log has this entry, but it is not one of a kind that this page can put into words."), original];
  const { rule_set, ...detail } = entry.detail;
  const rows: Fact[] = [
    ["When", time(entry.occurred_at)],
    ["Kind", code(entry.kind)],
    ...optional("Rule version", rule_set, whole),
    ["Entry id", code(entry.id)],
    ["Reason", code(entry.reason_ref)],
    ...optional("Corrects", entry.corrects, code),
    ...optional("Concerns", entry.subject, (subject) => element("span", {}, "a person, named by the commitment ", code(subject))),
  ];
  const more = Object.entries(detail).map(([name, value]): Fact => [name.replaceAll("_", " "), whole(value)]);
  const details = element("details", {}, element("summary", {}, "Details"), facts(more));
  return [facts(rows), movements(entry), ...(more.length === 0 ? [] : [details]), original];
}

function movements(entry: Entry): PageElement {
  const head = columns.map((column) => element("th", { scope: "col", ...(column === "Amount" && { class: "number" }) }, column));
  const rows = entry.movements.map(({ type, amount, asset, debit, credit }) =>
    element(
      "tr",
      {},
      element("td", {}, type),
      element("td", { class: "number" }, formatAmount(amount, asset)),
      element("td", {}, assetName(asset)),
      element("td", {}, ...account(debit)),
      element("td", {}, ...account(credit)),
    ),
  );
  const caption = element("caption", {}, "What moved");
  const table = element("table", {}, caption, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  // Reachable with the keyboard, because it may scroll sideways.
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "What moved" }, table);
}

function account(named: Account): Value[] {
  const name = element("bdi", {}, accountName(named));
  return named.commitment === undefined ? [name] : [name, element("code", { class: "small" }, named.commitment)];
}

const code = (text: string): Value => element("code", {}, text);

function optional<T>(name: string, value: T | undefined, show: (value: T) => Value): Fact[] {
  return value === undefined ? [] : [[name, show(value)]];
}
