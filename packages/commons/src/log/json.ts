// Plain JSON values: what entries and records are made of.

/** A value that JSON can say; no undefined, NaN or infinity anywhere in it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** The text that a value is; what is no text is the empty one, by which no record is named. */
export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
