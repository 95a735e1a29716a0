// Plain JSON values: what entries and records are made of.

/** A value that JSON can say; no undefined, NaN or infinity anywhere in it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };
