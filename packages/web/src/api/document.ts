// A GraphQL document with the types of what it asks and gets.

declare const asked: unique symbol;

/** The text of one operation; `Result` and `Variables` are the generated types of it. */
export interface Document<Result, Variables> {
  readonly text: string;
  /** Exists for the compiler only. */
  readonly [asked]?: (variables: Variables) => Result;
}

/** Pairs the text of a .graphql file with its generated types. */
export function document<Result, Variables>(text: string): Document<Result, Variables> {
  return { text };
}
