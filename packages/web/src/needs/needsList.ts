// Which needs a list shows.

/** What of a need a list looks at. `quantity` is a decimal as text. */
export interface ListedNeed {
  readonly quantity: string;
  readonly name: string | null;
  readonly item: { readonly name: string };
  readonly place: { readonly id: string; readonly name: string };
  readonly answer: { readonly met: number } | null;
}

export type NeedState = "met" | "part" | "unmet";
const TRACE = 1e-4;

/** How far the plan meets it; what no plan has seen is unmet. */
export function stateOf({ quantity, answer }: Pick<ListedNeed, "quantity" | "answer">): NeedState {
  const share = (answer?.met ?? 0) / Number(quantity);
  return share >= 1 - TRACE ? "met" : share > TRACE ? "part" : "unmet";
}

/** Those whose words hold the text, at a place, in a state; empty texts ask for nothing. */
export function listed<Need extends ListedNeed>(
  needs: readonly Need[],
  { text = "", place = "", state = "" }: { readonly text?: string; readonly place?: string; readonly state?: string },
): Need[] {
  const wanted = text.trim().toLowerCase();
  return needs.filter(
    (need) =>
      (wanted === "" || `${need.name ?? ""} ${need.item.name} ${need.place.name}`.toLowerCase().includes(wanted)) &&
      (place === "" || need.place.id === place) &&
      (state === "" || stateOf(need) === state),
  );
}
