// A region at one moment as one kind of viewer sees it: the state, the plan, and what is looked up in them again and again.

import type { Item, PlanningRules, Recorded, RegionRecipe, RegionState } from "@commonwright/commons";
import { outputsOf } from "../designs/recipeReading.js";
import { type Mask, maskOf } from "./mask.js";
