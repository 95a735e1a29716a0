// Where a community's log, records and documents are kept.
export {};
