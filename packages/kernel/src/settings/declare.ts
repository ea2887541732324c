import type { z } from "zod";

/** What is said of a setting beside its schema. */
export interface SettingFacts {
  name: string;
  /** Whose it is: the part of the program that reads it. */
  owner: string;
  meaning: string;
  /** Its value is never shown; it can also be read from a file or from Vault. */
  secret: boolean;
}

type Schema = z.ZodType;

/** Declares a setting: what it means, and what is accepted. */
export function setting<S extends Schema>(description: string, schema: S): S {
  return schema.meta({ description, secret: false });
}

/** Declares a secret: a key, a password, or an address with a password in it. */
export function secret<S extends Schema>(description: string, schema: S): S {
  return schema.meta({ description, secret: true });
}

/** The settings of one part of the program. */
export function owned<Shape extends Record<string, Schema>>(owner: string, shape: Shape): Shape {
  const entries = Object.entries(shape).map(([name, schema]) => [name, schema.meta({ ...schema.meta(), owner })]);
  return Object.fromEntries(entries) as Shape;
}

/** Reads what was declared of each setting, in the order of declaration. */
export function factsOf(shape: Record<string, Schema>): SettingFacts[] {
  return Object.entries(shape).map(([name, schema]) => {
    const { owner, description, secret: isSecret } = schema.meta() ?? {};
    return { name, owner: String(owner), meaning: String(description), secret: isSecret === true };
  });
}
