// The lot that things belong to.

import type { NounOf } from "./noun.js";

/** What was made together under one code. The binding calls it ProductBatch. */
export interface BatchLotRecord {
  readonly id: string;
  readonly batchLotCode: string;
  /** ISO 8601. */
  readonly expirationDate?: string;
  /** ISO 8601. */
  readonly productionDate?: string;
}

/** The properties of a BatchLotRecord, as data. */
export const BATCH_LOT_RECORD: NounOf<BatchLotRecord> = {
  name: "batchLotRecord",
  className: "BatchLotRecord",
  properties: {
    batchLotCode: { holds: "text", isRequired: true },
    expirationDate: { holds: "instant" },
    productionDate: { holds: "instant", origin: "binding" },
  },
};
