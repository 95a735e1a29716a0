// The scalars of the contract: exact decimals, days, instants and URIs.

import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

/** Digits that count: leading zeros do not. */
const MOST_DIGITS = 18;
const DECIMAL = /^-?(\d{1,40})(?:\.(\d{1,40}))?$/;

/** Exact: text, or a whole number. A JSON number with a fraction is refused, since most fractions are not what they look like. */
export const decimalScalar = new GraphQLScalarType<string, string>({
  name: "Decimal",
  serialize: readDecimal,
  parseValue: readDecimal,
  parseLiteral: (node: ValueNode) => {
    if (node.kind === Kind.STRING || node.kind === Kind.INT) return readDecimal(node.value);
    throw new GraphQLError('A decimal is written as text, such as "0.25", or as a whole number.');
  },
});

function readDecimal(value: unknown): string {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new GraphQLError(`The number ${value} is not exact; write it as text, such as "0.25".`);
  const text = typeof value === "number" ? String(value) : value;
  const parts = typeof text === "string" ? DECIMAL.exec(text) : null;
  if (typeof text !== "string" || parts === null)
    throw new GraphQLError('A decimal is written with digits and at most one point, such as "12" or "0.25".');
  const digits = `${parts[1]}${parts[2] ?? ""}`.replace(/^0+/, "").length;
  if (digits > MOST_DIGITS) throw new GraphQLError(`A decimal has at most ${MOST_DIGITS} digits that count; this one has ${digits}.`);
  return text;
}

/** ISO 8601 of any precision; the log has instants with zone. */
export const dateTimeScalar = new GraphQLScalarType<string, string>({ name: "DateTime", serialize: asText, parseValue: asText });
/** A day, such as 2027-01-31. */
export const dateScalar = new GraphQLScalarType<string, string>({ name: "Date", serialize: asText, parseValue: asText });

/** Any text that names a thing elsewhere: Valueflows asks for no more. */
export const uriScalar = new GraphQLScalarType<string, string>({ name: "URI", serialize: asText, parseValue: asText });

function asText(value: unknown): string {
  if (typeof value !== "string") throw new GraphQLError("A day, an instant or a URI is text.");
  return value;
}
