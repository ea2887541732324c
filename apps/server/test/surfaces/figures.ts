/** Figures wherever they are told: in answers of REST and GraphQL, in a report's table and on its pages. */
import assert from "node:assert/strict";
import { allContracts, type CallInput, type Drill, Figure, type Operation } from "@oneheart/contracts";
import type { OpenDatabase } from "@oneheart/kernel";
import type { Person } from "@oneheart/testing";

/** Entries of the ledger that are not in the log yet, or not in the figures. */
export async function uncounted({ pool }: OpenDatabase): Promise<number> {
  const { rows } = await pool.query<{ entries: number }>(
    `SELECT ((SELECT count(*) FROM log_pending) + s.size - least(p.tree_size, p.holdings_size))::int AS entries
     FROM log_state s, analytics_flow_position p`,
  );
  return rows[0]!.entries;
}

const operations = new Map<string, Operation>(
  allContracts.flatMap((contract) => Object.values<Operation>(contract.operations).map((one) => [`${one.service}.${one.name}`, one])),
);

/** Every figure of an answer, by the way to it: `by_zone.0.spent`. */
export function figuresIn(answer: unknown, path = ""): Map<string, Figure> {
  const found = new Map<string, Figure>();
  if (typeof answer !== "object" || answer === null) return found;
  const figure = Figure.safeParse(answer);
  if (figure.success) return found.set(path, figure.data);
  for (const [name, value] of Object.entries(answer))
    for (const [place, one] of figuresIn(value, path === "" ? name : `${path}.${name}`)) found.set(place, one);
  return found;
}

/** What GraphQL answers to the same question, asked for all figures that REST has. */
export async function askedByGraphql(url: string, token: string, operation: Operation, input: object, paths: Iterable<string>) {
  const given = Object.entries(input).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  // Numbers in a path are places in a list.
  const ways = [...paths].map((path) => path.split(".").filter((name) => !/^\d+$/.test(name)));
  const query = `{ ${operation.service} { ${operation.name}${given.length === 0 ? "" : `(${given.join(", ")})`} ${selectionOf(ways)} } }`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${url}/api/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { data: Record<string, Record<string, unknown>>; errors?: unknown };
  assert.equal(errors, undefined, JSON.stringify(errors));
  return withoutNulls(data[operation.service]![operation.name]);
}

/** GraphQL says null where REST leaves a part of the basis out. */
function withoutNulls(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (name, value) =>
    name === "basis" ? Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)) : value,
  );
}

const figureFields = "{ value unit as_of basis { kind tree_size count from to } drill { operation query } }";

/** `{ by_zone { spent { value … } } }`. */
function selectionOf(ways: ReadonlyArray<readonly string[]>): string {
  if (ways.some((way) => way.length === 0)) return figureFields;
  const fields = [...Map.groupBy(ways, ([first]) => first!)].map(
    ([first, below]) => `${first} ${selectionOf(below.map((way) => way.slice(1)))}`,
  );
  return `{ ${fields.join(" ")} }`;
}

/** A figure's list sums to it and has as many lines as it says; what compares two leads to both, and they hold as well. */
export async function holds(person: Person, figure: Figure): Promise<void> {
  if (figure.drill === null) return assert.equal(figure.value, null, JSON.stringify(figure));
  const told = JSON.stringify(figure.drill);
  const first = (await read(person, figure.drill)) as Partial<Page> & { part?: Figure; whole?: Figure };
  if (first.part !== undefined && first.whole !== undefined) {
    await holds(person, first.part);
    await holds(person, first.whole);
    const times = figure.unit === "bps" ? 10_000 : timesOf[first.whole.unit]!;
    const whole = first.whole.value!;
    assert.equal(figure.value, whole === 0 ? 0 : Math.round((first.part.value! * times) / whole), told);
    return;
  }
  const lines = [...first.items!];
  for (let page = first as Page; page.next_cursor !== null; lines.push(...page.items)) {
    page = (await read(person, figure.drill, page.next_cursor)) as Page;
  }
  const isList = figure.unit === "items" && lines.every((line) => !("day" in line));
  const sum = isList ? lines.length : lines.reduce((total, { amount }) => total + amount, 0);
  assert.deepEqual([sum, lines.length], [figure.value, figure.basis.count], told);
  if (!isList) assert.equal(first.sum, figure.value, told);
}

/** Rates are told for a whole action and for an hour. */
const timesOf: Record<string, number> = { action_parts: 1_000_000, minutes: 60 };

interface Page {
  items: Array<{ amount: number }>;
  next_cursor: string | null;
  sum: number;
}

function read(person: Person, { operation, query }: Drill, cursor?: string): Promise<unknown> {
  const named = operations.get(operation);
  assert.ok(named, operation);
  return person.call(named, { ...query, ...(cursor === undefined ? {} : { cursor }) } as CallInput<Operation>);
}

/** What a report's table and its pages tell: chapter, id, measure and exact value of each figure. */
export function linesOfCsv(csv: string): string[] {
  const [heads, ...rows] = csv
    .replace(/^\u{feff}/u, "")
    .trim()
    .split("\r\n");
  assert.match(heads!, /^chapter,id,of,measure,value,/);
  return rows.map((row) => row.split(",")).map(([chapter, id, , measure, value]) => [chapter, id, measure, value].join("|"));
}

export function linesOfPage(html: string): string[] {
  const marks = html.matchAll(/<data data-chapter="(\w+)" data-id="([^"]*)" data-measure="(\w+)" value="([^"]*)">/g);
  return [...marks].map(([, ...parts]) => parts.join("|"));
}
