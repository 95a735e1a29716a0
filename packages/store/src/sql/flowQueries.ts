// Reading what events name, as numbers, and turning numbers back into ids.

import type { CommonsStore } from "@commonwright/commons";
import type { SqlDatabase } from "./database.js";

/** What reads the flows of a community. */
export function flowReader(database: SqlDatabase): Pick<CommonsStore, "flows" | "idsCreated"> {
  return {
    flows: async (community, after, limit) => {
      const [row] = await database.query(FLOWS, [community, after, limit]);
      // Without events every column is null.
      const numbers = (column: string): number[] => {
        const text = row?.[column];
        return typeof text === "string" ? JSON.parse(`[${text.slice(1, -1)}]`) : [];
      };
      return {
        sequence: Float64Array.from(numbers("sequences")),
        action: Uint8Array.from(numbers("actions")),
        resource: Float64Array.from(numbers("resources")),
        toResource: Float64Array.from(numbers("to_resources")),
        inputOf: Float64Array.from(numbers("inputs_of")),
        outputOf: Float64Array.from(numbers("outputs_of")),
      };
    },
    idsCreated: async (community, keys) => {
      const ids: (string | null)[] = keys.map(() => null);
      if (keys.length === 0) return ids;
      const asked = keys.map(({ kind, created }, number) => ({ number, kind, created }));
      const rows = await database.query(IDS, [community, JSON.stringify(asked)]);
      for (const { number, id } of rows) if (typeof id === "string") ids[Number(number)] = id;
      return ids;
    },
  };
}

const PLACE = "(select number from community where community = $1)";

// A column is one text, such as {1,2,3}: the driver makes one row of it, not thousands of small values, so that a page costs the program next to nothing.
const FLOWS = `select
    array_agg(event.sequence)::text as sequences,
    array_agg(event.action)::text as actions,
    array_agg(coalesce(event.resource, -1))::text as resources,
    array_agg(coalesce(event.to_resource, -1))::text as to_resources,
    array_agg(coalesce(event.input_of, -1))::text as inputs_of,
    array_agg(coalesce(event.output_of, -1))::text as outputs_of
  from (
    select sequence, action, resource, to_resource, input_of, output_of from economic_event
    where community = ${PLACE} and sequence > $2::bigint
    order by sequence limit $3::bigint
  ) event`;

// Events are all in their own table; other records are found by an index of those that were not removed.
const IDS = `select key.number, case when key.kind = 'economicEvent'
    then (select event.id from economic_event event where event.community = ${PLACE} and event.sequence = key.created)
    else (
      select record.id from record
      where record.community = ${PLACE} and record.kind = key.kind and record.created = key.created and not record.is_removed
    )
  end as id
  from json_to_recordset($2::text::json) as key(number integer, kind text, created bigint)`;
