// The Valueflows family of the contract: fields by type, and which type a record is where several could stand.

import { type RecordRow, textAt } from "@commonwright/commons";
import { VOCABULARY, type NounName } from "@commonwright/rea";
import type { GraphQLSchema } from "graphql";
import { isAbstractType } from "graphql";
import { agentFieldMaps } from "./agentFields.js";
import { flowFieldMaps } from "./flowFields.js";
import { knowledgeFieldMaps } from "./knowledgeFields.js";
import { measureFields } from "./nounFields.js";
import { processFieldMaps } from "./processFields.js";
import { resourceFieldMaps } from "./resourceFields.js";

/** Fields by type. */
export const valueflowsFieldMaps = {
  ...agentFieldMaps,
  ...flowFieldMaps,
  ...knowledgeFieldMaps,
  ...processFieldMaps,
  ...resourceFieldMaps,
  Measure: measureFields,
} as const;

/** Tells every interface and union of the schema which type a record is. */
export function resolveRecordTypes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) if (isAbstractType(type)) type.resolveType = typeOfRecord;
}

function typeOfRecord(value: unknown): string {
  const { kind, body } = value as RecordRow;
  return kind === "agent" ? textAt(body, "type", "Organization") : VOCABULARY[kind as NounName].className;
}
