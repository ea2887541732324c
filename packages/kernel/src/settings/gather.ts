import { z } from "zod";
import { StartError } from "../errors.ts";
import type { AnySettings, SettingsOf, Shape } from "./declare.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a whole program, which are read by definition. */
export interface Settings {
  /** What a definition declares and uses. Throws when the program does not know the definition's settings. */
  of<D extends AnySettings>(definition: D): SettingsOf<D>;
}

/** All that the parts of a program declare, by name. Throws when two declare the same name. */
export function gatherShape(definitions: readonly AnySettings[]): Shape {
  const owners = new Map<string, string>();
  const shape: Record<string, z.ZodType> = {};
  for (const { owner, own, uses } of definitions) {
    for (const [name, schema] of [...Object.entries(own), ...Object.entries(uses)]) {
      if (shape[name] !== undefined && shape[name] !== schema)
        throw new Error(`${name} is declared by ${owners.get(name)} and by ${owner}`);
      owners.set(name, owner);
      shape[name] = schema;
    }
  }
  return shape;
}

/** Reads the settings once and refuses the start with every problem at once. Values are never repeated, they may be secret. */
export function loadSettings(environment: Environment, definitions: readonly AnySettings[]): Settings {
  const shape = gatherShape(definitions);
  const known = Object.keys(shape).flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  const result = z.object(shape).safeParse(Object.fromEntries(known), { error: inWords });
  const settings = readable(shape, result.data ?? {});
  const problems = result.success
    ? definitions.flatMap((definition) => definition.problems?.(settings.of(definition) as never) ?? [])
    : result.error.issues.map((issue) => `${issue.path.join(".")}: ${withoutInput(issue.message)}`);
  if (problems.length > 0)
    throw new StartError(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  return settings;
}

/** Our message for a value that a setting does not accept; undefined where zod's own message is good enough. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "invalid_type":
      if (issue.expected === "int") return "must be a whole number";
      return issue.expected === "number" ? "must be a number" : undefined;
    case "too_small":
      return issue.origin === "string" ? undefined : `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string" ? undefined : `must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`;
    default:
      return undefined;
  }
}

function withoutInput(message: string): string {
  return message.replace(/, received .*$/s, "");
}

function readable(shape: Shape, values: Readonly<Record<string, unknown>>): Settings {
  const views = new Map<AnySettings, unknown>();
  return {
    of<D extends AnySettings>(definition: D): SettingsOf<D> {
      let view = views.get(definition);
      if (view === undefined) {
        const names = Object.keys({ ...definition.own, ...definition.uses });
        const unknown = names.filter((name) => !Object.hasOwn(shape, name));
        if (unknown.length > 0) throw new Error(`this program has no settings ${unknown.join(", ")}: ${definition.owner} is no part of it`);
        view = Object.freeze(Object.fromEntries(names.map((name) => [name, values[name]])));
        views.set(definition, view);
      }
      return view as SettingsOf<D>;
    },
  };
}
