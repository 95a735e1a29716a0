// What `verify-plan --json` writes: whether a result is accepted, and what is wrong with it.

/** The JSON Schema (draft 2020-12) of the document, as committed in contract/verify-result.schema.json. */
export const VERDICT_JSON_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "commonwright-verify-result/1",
  title: "commonwright-verify-result/1",
  description: "Whether a result is true of its problem; what is wrong is named with its path.",
  type: "object",
  properties: {
    ok: {
      type: "boolean",
      description: "true: the plan can be carried out as it stands, costs what it says, and is proven to be as good as it says",
    },
    problems: {
      type: "array",
      description: "empty where ok is true; of the result, or of the files where one of them cannot be read",
      items: {
        type: "object",
        properties: {
          path: { type: "string", description: "where it stands, such as result.cost.money or needs[0].item" },
          message: { type: "string", description: "what is wrong, and what would be right" },
          file: { type: "string", description: "the file that cannot be read as it is" },
          line: { type: "integer", minimum: 0, description: "its line" },
          column: { type: "string", description: "the column of its table" },
        },
        required: ["path", "message"],
        additionalProperties: false,
      },
    },
  },
  required: ["ok", "problems"],
  additionalProperties: false,
} as const;
