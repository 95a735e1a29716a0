// What the community decides, and how it is kept: pure functions over plain data.
export * from "./log/entry.js";
export * from "./log/json.js";
export * from "./log/ports.js";
export * from "./log/records.js";
