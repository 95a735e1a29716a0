// Answers that were given, kept while nothing that can be seen has changed: many visitors ask the same.

import type { ApiRequest } from "@commonwright/graphql";

/** Text that is kept at most, in characters, for each kind of viewer. */
const MOST_CHARACTERS = 16_000_000;

/** The answers of one view; a new view begins a new one. */
export interface AnswerCache {
  readonly get: (request: ApiRequest) => string | undefined;
  readonly set: (request: ApiRequest, answer: string) => void;
}

/** An empty cache. */
export function answerCache(): AnswerCache {
  const answers = new Map<string, string>();
  let characters = 0;
  return {
    get: (request) => answers.get(keyOf(request)),
    set(request, answer) {
      const key = keyOf(request);
      characters += key.length + answer.length;
      if (characters > MOST_CHARACTERS) return;
      answers.set(key, answer);
    },
  };
}

const keyOf = ({ query, variables, operationName }: ApiRequest) => JSON.stringify([query, operationName, variables]);
