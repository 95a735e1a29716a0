// Where a community's log, records and documents are kept.
export { openOrJoin } from "./openOrJoin.js";
export { type DatabaseChoice, type OpenedStore, openEmbeddedOrPglite, openStore, type StoreOptions } from "./openStore.js";
export { StoreFault, type StoreFaultCode } from "./storeFault.js";
