import { z } from "zod";

type Schema = z.ZodType;
export type Shape = Readonly<Record<string, Schema>>;

/** What is said of a setting beside its schema. */
interface Said {
  description: string;
  /** Its value is never shown; it can also be read from a file or from Vault. */
  secret: boolean;
  /** Who declared it reads files and Vault itself. */
  placedByOwner: boolean;
}

/** Declares a setting: what it means, and what is accepted. */
export function setting<S extends Schema>(description: string, schema: S): S {
  return schema.meta({ description, secret: false } satisfies Partial<Said>);
}

/** Declares a secret: a key, a password, or an address with a password in it. */
export function secret<S extends Schema>(description: string, schema: S, { placedByOwner = false } = {}): S {
  return schema.meta({ description, secret: true, placedByOwner } satisfies Said);
}

export function saidOf(schema: Schema): Said {
  const { description, secret: isSecret, placedByOwner } = schema.meta() ?? {};
  return { description: String(description), secret: isSecret === true, placedByOwner: placedByOwner === true };
}

/** A text; one with nothing in it is none. */
export const text = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
export const positive = z.coerce.number().int().positive();

type Values<S extends Shape> = z.output<z.ZodObject<S>>;

/** What one part of the program declares, and what others declared that it reads, too. */
export interface SettingsDefinition<Own extends Shape = Shape, Used extends Shape = Shape> {
  readonly owner: string;
  readonly own: Own;
  readonly uses: Used;
  /** What cannot be together, a line each that begins with a setting's name. */
  problems?(settings: Values<Own & Used>): string[];
  /** What is not fit for how the program runs, such as in production, likewise; the program starts nevertheless. */
  gaps?(settings: Values<Own & Used>): string[];
}

/** The values that a definition makes readable. */
export type SettingsOf<D> = D extends SettingsDefinition<infer Own, infer Used> ? Readonly<Values<Own & Used>> : never;

/** Any definition, where its values do not matter. */
export type AnySettings = Pick<SettingsDefinition, "owner" | "own" | "uses"> & {
  problems?(settings: never): string[];
  gaps?(settings: never): string[];
};

/** Declares the settings of one part of the program. `uses` names what others declared: `pick(sharedSettings, "DATA_DIR")`. */
export function defineSettings<const Own extends Shape, const Used extends Shape = Record<never, never>>(
  owner: string,
  own: Own,
  more: { uses?: Used } & Pick<SettingsDefinition<Own, Used>, "problems" | "gaps"> = {},
): SettingsDefinition<Own, Used> {
  return { owner, own, uses: more.uses ?? ({} as Used), problems: more.problems, gaps: more.gaps };
}

/** Some of the settings that a definition declares, for the `uses` of another. */
export function pick<Own extends Shape, K extends keyof Own & string>(
  { own }: Pick<SettingsDefinition<Own>, "own">,
  ...names: K[]
): Pick<Own, K> {
  return Object.fromEntries(names.map((name) => [name, own[name]])) as Pick<Own, K>;
}
