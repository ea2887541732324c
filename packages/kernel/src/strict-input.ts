import { z } from "zod";

/**
 * The same schema, in which every object at any depth refuses fields that it does not know. Objects that say what else they take, and
 * the parts of an intersection, of which each sees the other's fields, stay as they are.
 */
export function strictly<S extends z.ZodType>(schema: S): S {
  return tighten(schema, new Map()) as S;
}

type Definition = z.core.$ZodTypeDef & Record<string, unknown>;
type Made = Map<z.core.$ZodType, z.core.$ZodType>;

/** Where a kind of schema holds the schemas that it is made of. */
const partsOf: Record<string, readonly string[]> = {
  object: ["shape"],
  array: ["element"],
  optional: ["innerType"],
  nonoptional: ["innerType"],
  nullable: ["innerType"],
  default: ["innerType"],
  prefault: ["innerType"],
  catch: ["innerType"],
  readonly: ["innerType"],
  union: ["options"],
  tuple: ["items", "rest"],
  record: ["valueType"],
  pipe: ["in"],
};

function tighten(schema: z.core.$ZodType, made: Made): z.core.$ZodType {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const definition = schema._zod.def as Definition;
  const parts = partsOf[definition.type] ?? [];
  const changed = Object.fromEntries(parts.map((part) => [part, tightenAll(definition[part], made)]));
  if (definition.type === "object") changed.catchall = definition.catchall ?? z.never();
  // The cached inner schema is that of the original.
  if (definition.type === "lazy") changed._cachedInner = undefined;
  if (definition.type === "lazy") changed.getter = once(() => tighten((definition.getter as () => z.core.$ZodType)(), made));
  const strict = Object.keys(changed).length === 0 ? schema : z.core.clone(schema, { ...definition, ...changed } as never);
  made.set(schema, strict);
  return strict;
}

function tightenAll(part: unknown, made: Made): unknown {
  if (isSchema(part)) return tighten(part, made);
  if (Array.isArray(part)) return part.map((item) => tightenAll(item, made));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, tightenAll(inner, made)]));
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
