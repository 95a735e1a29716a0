// Recipes of a region hold their steps and flows within themselves: here each step and flow becomes a record with an id of its own.

import type { JsonObject, RecordKind, RecordRow } from "@commonwright/commons";
import type { FoundRecord } from "./foundRecord.js";

type Find = (kind: RecordKind, id: string) => FoundRecord;

/** A step of a regional recipe is `RECIPE/1`, its flows `RECIPE/1/in/1` and `RECIPE/1/out/1`. Null: the id names none. */
export async function regionalRecipePart(kind: RecordKind, id: string, find: Find): Promise<RecordRow | null> {
  const parts =
    kind === "recipeProcess"
      ? /^(.+)\/(\d{1,3})$/su.exec(id)
      : kind === "recipeFlow"
        ? /^(.+)\/(\d{1,3})\/(in|out)\/(\d{1,4})$/su.exec(id)
        : null;
  if (parts === null) return null;
  const [, recipeId = "", step = "", side, place = ""] = parts;
  const recipe = await find("recipe", recipeId);
  const process = recipe === null ? undefined : stepsOf(recipe)[Number(step) - 1];
  if (process === undefined || kind === "recipeProcess") return process ?? null;
  return flowsOf(process, side === "in" ? "hasRecipeInput" : "hasRecipeOutput")[Number(place) - 1] ?? null;
}

/** The steps that a recipe holds within itself; none where it names them by id. */
export function stepsOf(recipe: RecordRow): readonly RecordRow[] {
  return objectsIn(recipe.body["recipeIncludes"]).map((step, index) =>
    partRow(recipe, "recipeProcess", `${recipe.id}/${index + 1}`, { name: recipe.body["name"] ?? recipe.id, ...step }),
  );
}

/** The flows that such a step holds within itself. */
export function flowsOf(step: RecordRow, side: "hasRecipeInput" | "hasRecipeOutput"): readonly RecordRow[] {
  const [word, property] = side === "hasRecipeInput" ? ["in", "recipeInputOf"] : ["out", "recipeOutputOf"];
  return objectsIn(step.body[side]).map((flow, index) =>
    partRow(step, "recipeFlow", `${step.id}/${word}/${index + 1}`, { ...flow, [property]: step.id }),
  );
}

const partRow = (whole: RecordRow, kind: RecordKind, id: string, body: JsonObject): RecordRow => ({
  ...whole,
  kind,
  id,
  body: { ...body, id },
});

function objectsIn(value: unknown): readonly JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is JsonObject => typeof each === "object" && each !== null && !Array.isArray(each));
}
