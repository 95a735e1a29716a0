// Changes: who may, what is decided, and the answer that shows it.

import { refusalError } from "./execution/refusal.js";
import type { Changed, ChangeOutcome, NeedChange, NeedInput, WorkshopCorrection } from "./ports.js";
import { type ApiContext, moveOn } from "./viewing/apiContext.js";
import type { Fields } from "./viewing/fields.js";
import { checkMay, checkMayChange } from "./viewing/mayChange.js";

/** The root of changes has no value of its own. */
export const mutationFields: Fields<undefined> = {
  stateNeed: async (_root, { need }: { need: NeedInput }, context) =>
    needAnswer(context, await changed(context, ({ commands, viewer }) => commands.stateNeed(need, viewer))),
  changeNeed: async (_root, { need }: { need: NeedChange }, context) =>
    needAnswer(context, await changed(context, ({ commands, viewer }) => commands.changeNeed(need, viewer))),
  withdrawNeed: async (_root, need: { id: string; revisionId: string }, context) =>
    changed(context, ({ commands, viewer }) => commands.withdrawNeed(need, viewer)),
  correctWorkshop: async (_root, { workshop }: { workshop: WorkshopCorrection }, context) => {
    const { id, sequence } = await changed(context, ({ commands, viewer }) => commands.correctWorkshop(workshop, viewer));
    return { workshop: context.view.mask.workshop(id), sequence };
  },
  adoptPlan: async (_root, { number }: { number: number }, context) => {
    // Documents are kept for good before it is written: nobody else may begin that.
    checkMay(context, "adopt plan");
    const { id, sequence } = await changed(context, ({ commands, viewer }) => commands.adoptPlan(number, viewer));
    const { moment } = context.view;
    const plan = moment.plan?.row.number === number ? moment.plan : await context.reads.plan(number);
    return { plan, adopted: id, sequence };
  },
  cancelPlanning: (_root, _args, context) => {
    checkMay(context, "cancel planning");
    return context.commands.cancelPlanning();
  },
  startPlanning: (_root, _args, context) => {
    checkMay(context, "start planning");
    if (context.view.rules === null)
      throw refusalError({ code: "BAD_INPUT", message: "There is no region to plan yet.", details: { type: "NoRegion" } });
    context.commands.startPlanning();
    return true;
  },
  askWhatIf: (_root, { withoutWorkshop }: { withoutWorkshop: string }, context) => {
    checkMay(context, "ask what if");
    const asked = context.commands.askWhatIf(withoutWorkshop);
    if (typeof asked !== "string") throw refusalError(asked.refused);
    return asked;
  },
};

/** Makes a change, and moves the context on to what there is after it. */
async function changed(context: ApiContext, change: (context: ApiContext) => Promise<ChangeOutcome>): Promise<Changed> {
  checkMayChange(context);
  const outcome = await change(context);
  if ("refused" in outcome) throw refusalError(outcome.refused);
  moveOn(context);
  return outcome;
}

function needAnswer({ view }: ApiContext, { id, sequence, warnings }: Changed) {
  return { need: view.need(id), sequence, warnings };
}
