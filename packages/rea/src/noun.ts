// What a noun of the vocabulary is, as data: what docs, validation, links and the API are made from.

/** The nouns that a community's record holds, each one class of Valueflows. */
export const NOUN_NAMES = [
  "agent",
  "agentRelationship",
  "agentRelationshipRole",
  "agreement",
  "agreementBundle",
  "batchLotRecord",
  "claim",
  "commitment",
  "economicEvent",
  "economicResource",
  "fulfillment",
  "satisfaction",
  "settlement",
  "intent",
  "plan",
  "process",
  "processSpecification",
  "proposal",
  "proposalList",
  "proposedIntent",
  "proposedTo",
  "recipe",
  "recipeProcess",
  "recipeFlow",
  "recipeExchange",
  "resourceSpecification",
  "spatialThing",
  "unit",
] as const;
/** A noun by its name: one of `NOUN_NAMES`. */
export type NounName = (typeof NOUN_NAMES)[number];

/** Where a property comes from: the vocabulary (absent), its GraphQL binding 0.9, or us. */
export type Origin = "binding" | "commonwright";

/** What a property holds, and whether it must be there. References are ids. */
export type Property = {
  readonly isRequired?: true;
  /** True: only events change it. */
  readonly byEventsOnly?: true;
  readonly origin?: Origin;
} & (
  | { readonly holds: "text" | "flag" | "number" | "instant" | "address" | "addresses" | "action" | "measure" | "duration" | "unit" }
  | { readonly holds: "choice"; readonly of: readonly string[] }
  | { readonly holds: "reference" | "references"; readonly to: readonly NounName[] }
);

/** A noun: its class, what is stored of it, and which properties are read from the other side (`noun.property`). */
export interface Noun {
  readonly name: NounName;
  readonly className: string;
  readonly properties: Readonly<Record<string, Property>>;
  readonly inverses?: Readonly<Record<string, readonly `${NounName}.${string}`[]>>;
}

/** A noun whose table names every property of its interface, and no other. */
export type NounOf<Value> = Noun & { readonly properties: { readonly [Key in Exclude<keyof Value, "id">]-?: Property } };
