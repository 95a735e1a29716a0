// What is there already.

import type { EconomicEvent, EconomicResource } from "@commonwright/rea";
import type { Provenance } from "./provenance.js";

/** So much of a thing at a place. Several stocks of one thing at one place add up. */
export interface Stock extends EconomicResource, Provenance {
  readonly currentLocation: string;
}

/** How a stock came to be known: somebody counted it (`raise`). The body of an entry `stockRaised`. */
export interface StockRaised {
  readonly event: EconomicEvent;
  readonly resource: Stock;
}
