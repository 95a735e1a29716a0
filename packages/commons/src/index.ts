// What the community decides, and how it is kept: pure functions over plain data.
export { canonicalJson, toJson } from "./log/canonicalJson.js";
export * from "./log/entry.js";
export * from "./log/json.js";
export * from "./log/logBatch.js";
export * from "./log/ports.js";
export { projectEntry } from "./log/projection.js";
export * from "./log/records.js";
export { type ChainVerdict, headOf, sealEntries, sealEntry, verifyChain } from "./log/sealedLog.js";
export {
  type ChangeNeed,
  changeNeed,
  NEED_LIMITS,
  type NeedDecision,
  type NeedWarning,
  type StateNeed,
  stateNeed,
  warningText,
  withdrawNeed,
} from "./needs/decide.js";
export { plainDecimal } from "./needs/decimal.js";
export { lastDay, periodOfDue } from "./needs/due.js";
export type { Need, NeedPriority } from "./needs/need.js";
export { type Refusal, type RefusalCode, refusalCode, refusalText } from "./needs/refusals.js";
export { dayNumber, dayOf, type PeriodDays, periodDays } from "./region/calendar.js";
export { type Community, foundCommunity, type Founding } from "./region/community.js";
export type { Item } from "./region/item.js";
export type { Place } from "./region/place.js";
export { type PlanningRules, RULE_KEYS } from "./region/planningRules.js";
export { problemOf } from "./region/problemOf.js";
export { type Provenance, provenanceOf } from "./region/provenance.js";
export { type Decider, regionEntries } from "./region/regionEntries.js";
export type { RegionFlow, RegionRecipe } from "./region/regionRecipe.js";
export { EMPTY_STATE, evolve, evolveAll, type Recorded, type RegionState, stateOf, type WithdrawnNeed } from "./region/regionState.js";
export type { Stock, StockRaised } from "./region/stock.js";
export type { Machine, Workshop } from "./workshops/workshop.js";
export { type CorrectWorkshop, correctWorkshop } from "./workshops/decide.js";
export { NEAR_KM, needReadings } from "./plans/needReading.js";
export { type PlanChange, planChange, type WorkshopChange } from "./plans/planChange.js";
export type {
  FlowNodeReading,
  FlowReading,
  GanttRowReading,
  MachineReading,
  NeedLineReading,
  NeedReading,
  PlanReading,
  PriorityOutcome,
  PurchaseReading,
  ScarcityReading,
  ShipmentReading,
  WorkReading,
} from "./plans/planReading.js";
export { firstAnswerOf, readingOf } from "./plans/readingOf.js";
