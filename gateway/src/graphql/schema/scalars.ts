import { GraphQLError, GraphQLScalarType } from "graphql";

/**
 * GraphQL's own Int ends at 2³¹−1, which a balance in minor units passes. Every whole number of an answer that its contract does not bound
 * below that is one of these: a JSON number, exact up to 2⁵³−1.
 */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: "SafeInt",
  description: "A whole number up to 2⁵³−1, as a JSON number.",
  serialize: wholeNumber,
  parseValue: wholeNumber,
});

/** Contracts check what texts hold, so the scalars of texts only say what they mean. */
export const DateTime = text("DateTime", "A moment: RFC 3339, in UTC.");
export const LocalDate = text("Date", "A day: `YYYY-MM-DD`.");

export const Json = new GraphQLScalarType<unknown, unknown>({
  name: "JSON",
  description: "Any JSON: where a contract lets keys be free.",
});

function wholeNumber(value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new GraphQLError("SafeInt is a whole number between -(2⁵³−1) and 2⁵³−1");
}

function text(name: string, description: string): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === "string") return value;
    throw new GraphQLError(`${name} is a text`);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: check,
    parseValue: check,
  });
}
