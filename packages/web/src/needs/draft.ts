// What somebody typed into the form, kept on this device until it is sent.

import type { Priority } from "../design/parts";

/** The form as it stands. `id` is made once for each need, so that sending twice states it once. */
export interface NeedDraft {
  readonly id: string;
  readonly item: string;
  readonly quantity: string;
  readonly place: string;
  readonly due: string;
  readonly priority: Priority;
  readonly name: string;
}

const STORED = "commonwright.needDraft";
const KEYS = ["id", "item", "quantity", "place", "due", "priority", "name"] as const;

/** The draft of this tab, or null. */
export function storedDraft(): NeedDraft | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
    return typeof value === "object" && value !== null && KEYS.every((key) => typeof Reflect.get(value, key) === "string")
      ? (value as NeedDraft)
      : null;
  } catch {
    return null;
  }
}

export const storeDraft = (draft: NeedDraft): void => sessionStorage.setItem(STORED, JSON.stringify(draft));
export const dropDraft = (): void => sessionStorage.removeItem(STORED);

/** Which field a refusal of the API is about, by its kind; null: none of them. */
export function fieldOf(details: Readonly<Record<string, unknown>>): "item" | "quantity" | "place" | "due" | "name" | null {
  const type = typeof details["type"] === "string" ? details["type"] : "";
  if (type === "UnknownItem") return "item";
  if (type === "UnknownPlace") return "place";
  if (type.startsWith("Quantity")) return "quantity";
  if (type.startsWith("Due")) return "due";
  return type.startsWith("Text") ? "name" : null;
}
