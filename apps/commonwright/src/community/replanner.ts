// Keeps the plan near to the log: plans after every change, tells how far it is, and gives a first answer meanwhile.

import { randomUUID } from "node:crypto";
import type { CommonsStore, Entry, RegionState } from "@commonwright/commons";
import type { PlanProgress } from "@commonwright/planner";
import type { PlanningStage, PlanningStatus } from "@commonwright/graphql";
import type { LiveEvent } from "../http/events.js";
import { Cancelled, type PlanningHands, type RunningJob } from "./planningHands.js";
