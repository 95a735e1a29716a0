// What the community decides, and how it is kept: pure functions over plain data.
export { canonicalJson, toJson } from "./log/canonicalJson.js";
export { isCanonicalJson } from "./log/canonicalText.js";
export { type Decider, entryOf } from "./log/decider.js";
export * from "./log/entry.js";
export {
  batchOf,
  growBatch,
  type GrowingBatch,
  type LogBatch,
  names,
  NO_RECORDS,
  type Projection,
  recordKeyText,
  type RecordsView,
} from "./log/logBatch.js";
export * from "./log/json.js";
export * from "./log/eventColumns.js";
export * from "./log/ports.js";
export * from "./log/keptLists.js";
export { eventRowOf, projectEntry } from "./log/projection.js";
export { type GrowingTree, growTree, leafHash, type Sha256, treeRoot } from "./log/merkleTree.js";
export { NotRead, type RecordBook, recordBook, type ReferringList, type Wanted, WantedList } from "./log/recordBook.js";
export * from "./log/records.js";
export { newReplay } from "./log/replay.js";
export { textAt } from "./ledger/bodyText.js";
export {
  claimStewardship,
  hasStewards,
  isLastSteward,
  join,
  joinByHouse,
  joinInvited,
  type JoinDecision,
  type Joining,
  ownershipEntries,
} from "./membership/joining.js";
export { gateRefusal, type GateRefusal, gateText } from "./membership/gate.js";
export { partiesOf, statedBy } from "./membership/parties.js";
export type { Asked } from "./membership/asked.js";
export { cellsOf, permissionRefusal } from "./membership/permission.js";
export { permissionText } from "./membership/permissionText.js";
export {
  type ActionName,
  type Cell,
  isPermitted,
  OBJECT_STATES,
  type ObjectState,
  type Permission,
  PERMISSIONS,
  RELATIONS,
  type Relation,
  rolesOf,
} from "./membership/permissionTable.js";
export { GIVING_ROLES, givenRole, type GivingRole, type Role, roleIdOf, ROLES } from "./membership/role.js";
export { type Actor, HOUSE, isHouse, type Reach, REACHES, type Standing, standingOf, VISITOR } from "./membership/standing.js";
export { setAccountLimit, type SetAccountLimit } from "./ledger/accounts.js";
export { commandKeys, seenKey } from "./ledger/commandKeys.js";
export { changesOf, type EventWithResource } from "./ledger/effects.js";
export { derivedId } from "./ledger/derivedId.js";
export { recordCommitment } from "./ledger/commitmentDecisions.js";
export { type Describe, describe, type EventLink, recordEvent, type RecordEvent } from "./ledger/eventDecisions.js";
export { instantOf, instantText, latestOf } from "./ledger/instant.js";
export { criticalPathOf } from "./ledger/planNetwork.js";
export { type CriticalPath, criticalPath, type NetworkStep } from "./ledger/planSchedule.js";
export { acceptProposal, type AcceptProposal } from "./ledger/proposals.js";
export {
  type ChangeNoun,
  changeNoun,
  type LedgerDecision,
  type PlainNoun,
  recordNoun,
  type RecordNoun,
  removeNoun,
  revisionIdOf,
} from "./ledger/recordDecisions.js";
export { planFromRecipe, type PlanFromRecipe } from "./ledger/recipePlan.js";
export {
  type LedgerRefusal,
  ledgerRefusalCode,
  ledgerRefusalText,
  type LedgerWarning,
  ledgerWarningText,
  movedTo,
} from "./ledger/refusals.js";
export { type Remaining, remainingOf } from "./ledger/remaining.js";
export { MUTUAL_CREDIT } from "./ledger/resources.js";
export { LEDGER_LIMITS } from "./ledger/ledgerLimits.js";
export type { Given } from "./ledger/values.js";
export { type ChainVerdict, entryText, headOf, sealEntries, sealEntry, verifyChain } from "./log/sealedLog.js";
export { type TreeHead, treeHeadIn, treeHeadText } from "./log/treeHead.js";
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
export { regionEntries } from "./region/regionEntries.js";
export type { RegionFlow, RegionRecipe } from "./region/regionRecipe.js";
export {
  EMPTY_STATE,
  evolve,
  type Recorded,
  type RegionState,
  stateOf,
  type WithdrawnNeed,
  withRecords,
} from "./region/regionState.js";
export type { Stock, StockRaised } from "./region/stock.js";
export type { Machine, Workshop } from "./workshops/workshop.js";
export { type CorrectWorkshop, correctWorkshop } from "./workshops/decide.js";
export { NEAR_KM, needReadings } from "./plans/needReading.js";
export { type AdoptPlan, adoptedPlanId, adoptPlan } from "./plans/adoption.js";
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
