// Every noun of Valueflows recorded with everything that can be said of it: what tests of the whole family read, change and remove.

/** A mutation by its name, with the input of each of its arguments. */
export interface Change {
  readonly mutation: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const change = (mutation: string, args: Readonly<Record<string, unknown>>): Change => ({ mutation, args });
const kg = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: "kg" });
const hours = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: "h" });
const credits = (hasNumericalValue: string) => ({ hasNumericalValue, hasUnit: "one" });

const agents = [
  change("createSpatialThing", {
    spatialThing: {
      id: "yard",
      name: "The yard",
      mappableAddress: "Long lane 1",
      lat: "45.5",
      long: "9.25",
      alt: "120.5",
      hasDetailedGeometry: ["LINESTRING(9.1 45.4, 9.2 45.5)"],
      note: "behind the mill",
    },
  }),
  ...["Person", "Organization", "EcologicalAgent"].map((type) => {
    const argument = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    const classes = type === "Person" ? {} : { classifiedAs: ["urn:class"] };
    return change(`create${type}`, {
      [argument]: { id: argument, name: `The ${argument}`, image: "urn:image", note: "a note", primaryLocation: "yard", ...classes },
    });
  }),
  change("createAgentRelationshipRole", {
    agentRelationshipRole: { id: "member", roleLabel: "is a member of", inverseRoleLabel: "has as a member", note: "by the rules" },
  }),
  change("createAgentRelationship", {
    relationship: {
      id: "membership",
      subject: "person",
      object: "organization",
      relationship: "member",
      inScopeOf: ["organization"],
      note: "since May",
    },
  }),
  change("createAgentRelationship", {
    relationship: { id: "care", subject: "organization", object: "person", relationship: "member", inScopeOf: ["organization"] },
  }),
  change("createAgentRelationship", {
    relationship: { id: "stream", subject: "ecologicalAgent", object: "ecologicalAgent", relationship: "member" },
  }),
];

const kinds = [
  change("createUnit", {
    unit: { id: "sack", label: "sack", symbol: "sk", omUnitIdentifier: "urn:om:sack", classifiedAs: ["urn:class"], ucumCode: "{sack}" },
  }),
  change("createResourceSpecification", {
    resourceSpecification: {
      id: "grain",
      name: "Grain",
      image: "urn:image",
      imageList: ["urn:image:1", "urn:image:2"],
      resourceClassifiedAs: ["urn:food"],
      note: "whole",
      defaultUnitOfResource: "kg",
      defaultUnitOfEffort: "h",
      substitutable: true,
      mediumOfExchange: false,
    },
  }),
  change("createResourceSpecification", {
    resourceSpecification: { id: "credit", name: "Credit", mediumOfExchange: true, resourceClassifiedAs: ["mutual-credit"] },
  }),
  change("createProcessSpecification", { processSpecification: { id: "milling", name: "Milling", image: "urn:image", note: "slowly" } }),
  change("createProductBatch", {
    productBatch: { id: "lot", batchNumber: "L1", expiryDate: "2027-12-31", productionDate: "2027-01-01" },
  }),
  change("createRecipeProcess", {
    recipeProcess: {
      id: "millingStep",
      name: "Mill it",
      hasDuration: { numericDuration: "2.5", unitType: "hour" },
      processClassifiedAs: ["urn:class"],
      note: "a note",
      processConformsTo: "milling",
      image: "urn:image",
    },
  }),
  change("createRecipeExchange", { recipeExchange: { id: "barter", name: "Barter", note: "a note" } }),
  change("createRecipeFlow", {
    recipeFlow: {
      id: "grainIn",
      action: "accept",
      resourceQuantity: kg("2"),
      effortQuantity: hours("1"),
      recipeInputOf: "millingStep",
      recipeClauseOf: "barter",
      state: "dry",
      note: "a note",
      stage: "milling",
      resourceConformsTo: "grain",
      resourceClassifiedAs: ["urn:class"],
    },
  }),
  change("createRecipeFlow", {
    recipeFlow: {
      id: "grainOut",
      action: "modify",
      resourceQuantity: kg("2"),
      recipeOutputOf: "millingStep",
      recipeReciprocalClauseOf: "barter",
      resourceConformsTo: "grain",
    },
  }),
  change("createRecipe", {
    recipe: { id: "flour", name: "Flour", note: "a note", primaryOutput: "grain", recipeIncludes: ["millingStep"] },
  }),
];

const timed = { hasBeginning: "2027-03-01T08:00:00Z", hasEnd: "2027-03-01T10:00:00Z" };

const plans = [
  change("createPlan", { plan: { id: "plan", name: "The plan", created: "2027-01-01", due: "2027-04-01", note: "a note" } }),
  ...["before", "process", "after"].map((id) =>
    change("createProcess", {
      process: {
        id,
        name: id,
        ...timed,
        finished: true,
        note: "a note",
        classifiedAs: ["urn:class"],
        inScopeOf: ["organization", "person", "ecologicalAgent"],
        plannedWithin: "plan",
        basedOn: "milling",
      },
    }),
  ),
  change("createAgreementBundle", { agreementBundle: { id: "bundle", name: "The order", note: "a note", created: "2027-01-01" } }),
  change("createAgreement", {
    agreement: { id: "agreement", name: "The agreement", created: "2027-01-01", note: "a note", bundledIn: "bundle" },
  }),
  ...(["person", "organization", "ecologicalAgent"] as const).map((agent) =>
    change("createIntent", {
      intent: {
        id: `intentOf-${agent}`,
        action: "accept",
        name: "An intent",
        resourceClassifiedAs: ["urn:class"],
        resourceQuantity: kg("5"),
        effortQuantity: hours("2"),
        availableQuantity: kg("4"),
        minimumQuantity: kg("1"),
        ...timed,
        due: "2027-03-02",
        image: "urn:image",
        imageList: ["urn:image:1"],
        note: "a note",
        agreedIn: "urn:paper",
        finished: false,
        provider: agent,
        inScopeOf: [agent === "person" ? "organization" : "person"],
        atLocation: "yard",
        resourceConformsTo: "grain",
        inputOf: "process",
        stage: "milling",
        state: "dry",
        plannedWithin: "plan",
      },
    }),
  ),
  change("createIntent", {
    intent: {
      id: "intentOut",
      action: "modify",
      hasPointInTime: "2027-03-02",
      receiver: "person",
      resourceConformsTo: "grain",
      outputOf: "process",
    },
  }),
];

/** Events, and what they leave. */
const happenings = [
  change("createEconomicEvent", {
    event: {
      id: "begun",
      action: "raise",
      provider: "organization",
      receiver: "organization",
      resourceConformsTo: "grain",
      resourceClassifiedAs: ["urn:organic"],
      resourceQuantity: kg("100"),
      ...timed,
      note: "a note",
      agreedIn: "urn:paper",
      image: "urn:image",
      atLocation: "yard",
      realizationOf: "agreement",
    },
    newInventoriedResource: {
      id: "stock",
      name: "Stock of grain",
      trackingIdentifier: "S1",
      image: "urn:image",
      imageList: ["urn:image:1"],
      note: "a note",
      currentLocation: "yard",
      lot: "lot",
      conformsTo: "grain",
      currentVirtualLocation: "urn:address",
      currentCurrencyLocation: "a purse",
    },
  }),
  change("createEconomicEvent", {
    event: { id: "begunBin", action: "raise", provider: "organization", receiver: "organization", resourceQuantity: kg("1") },
    newInventoriedResource: { id: "bin", name: "A bin", conformsTo: "grain" },
  }),
  change("createEconomicEvent", {
    event: {
      id: "begunSack",
      action: "raise",
      provider: "organization",
      receiver: "organization",
      resourceQuantity: kg("3"),
      triggeredBy: "begun",
    },
    newInventoriedResource: { id: "inBin", name: "Grain in the bin", conformsTo: "grain", containedIn: "bin" },
  }),
  change("createCommitment", {
    commitment: {
      id: "commitment",
      action: "accept",
      resourceClassifiedAs: ["urn:class"],
      resourceQuantity: kg("5"),
      effortQuantity: hours("2"),
      ...timed,
      due: "2027-03-02",
      finished: false,
      note: "a note",
      agreedIn: "urn:paper",
      provider: "organization",
      receiver: "person",
      inScopeOf: ["organization", "person"],
      clauseOf: "agreement",
      atLocation: "yard",
      resourceInventoriedAs: "stock",
      independentDemandOf: "plan",
      plannedWithin: "plan",
      resourceConformsTo: "grain",
      inputOf: "process",
      stage: "milling",
      state: "dry",
      satisfies: ["intentOf-organization"],
    },
  }),
  change("createCommitment", {
    commitment: {
      id: "commitmentBack",
      action: "modify",
      resourceQuantity: kg("5"),
      hasPointInTime: "2027-03-02",
      provider: "person",
      receiver: "organization",
      reciprocalClauseOf: "agreement",
      resourceConformsTo: "grain",
      outputOf: "process",
      plannedWithin: "plan",
    },
  }),
  change("createCommitment", {
    commitment: {
      id: "commitmentFree",
      action: "transfer",
      resourceQuantity: kg("5"),
      provider: "ecologicalAgent",
      receiver: "ecologicalAgent",
      resourceConformsTo: "grain",
      plannedWithin: "plan",
    },
  }),
  change("createIntent", {
    intent: { id: "intentOfStock", action: "transfer", receiver: "person", resourceInventoriedAs: "stock", resourceQuantity: kg("1") },
  }),
  change("createEconomicEvent", {
    event: {
      id: "accepted",
      action: "accept",
      provider: "organization",
      receiver: "organization",
      resourceInventoriedAs: "stock",
      resourceQuantity: kg("5"),
      inputOf: "process",
      state: "dry",
      fulfills: ["commitment"],
      satisfies: ["intentOf-person"],
      reciprocalRealizationOf: "agreement",
    },
  }),
  change("createEconomicEvent", {
    event: {
      id: "modified",
      action: "modify",
      provider: "organization",
      receiver: "organization",
      resourceInventoriedAs: "stock",
      resourceQuantity: kg("5"),
      outputOf: "process",
      toLocation: "yard",
      hasPointInTime: "2027-03-02",
    },
  }),
  change("createEconomicEvent", {
    event: {
      id: "worked",
      action: "work",
      provider: "person",
      receiver: "organization",
      resourceConformsTo: "grain",
      effortQuantity: hours("2"),
      inputOf: "process",
    },
  }),
  change("createEconomicEvent", {
    event: {
      id: "worker",
      action: "work",
      provider: "ecologicalAgent",
      receiver: "ecologicalAgent",
      resourceConformsTo: "grain",
      effortQuantity: hours("2"),
      inputOf: "process",
    },
  }),
  change("createEconomicEvent", {
    event: {
      id: "given",
      action: "transfer",
      provider: "organization",
      receiver: "person",
      resourceInventoriedAs: "stock",
      resourceQuantity: kg("7"),
      toLocation: "yard",
    },
    newInventoriedResource: { id: "stockOfPerson", name: "Grain of the person" },
  }),
  change("createEconomicEvent", {
    event: {
      id: "givenOn",
      action: "transfer",
      provider: "person",
      receiver: "ecologicalAgent",
      resourceInventoriedAs: "stockOfPerson",
      resourceQuantity: kg("2"),
    },
    newInventoriedResource: { id: "stockOfRiver", name: "Grain of the river" },
  }),
  ...(["before", "after"] as const).map((process) =>
    change("createEconomicEvent", {
      event: {
        id: `passed-${process}`,
        ...(process === "before" ? { action: "produce", outputOf: process } : { action: "consume", inputOf: process }),
        provider: "organization",
        receiver: "organization",
        resourceInventoriedAs: "stock",
        resourceQuantity: kg("1"),
      },
    }),
  ),
  change("createEconomicEvent", {
    event: {
      id: "lowered",
      action: "lower",
      provider: "organization",
      receiver: "organization",
      resourceInventoriedAs: "stock",
      resourceQuantity: kg("900"),
    },
  }),
  change("createEconomicEvent", {
    event: {
      id: "corrected",
      action: "lower",
      provider: "organization",
      receiver: "organization",
      resourceInventoriedAs: "stock",
      resourceQuantity: kg("-895"),
      corrects: "lowered",
    },
  }),
  ...["purse", "otherPurse"].map((id) =>
    change("createEconomicEvent", {
      event: { id: `begun-${id}`, action: "raise", provider: "organization", receiver: "organization", resourceQuantity: credits("0") },
      newInventoriedResource: { id, name: id, conformsTo: "credit" },
    }),
  ),
];

const promisesKept = [
  ...(["person", "organization", "ecologicalAgent"] as const).map((agent) =>
    change("createClaim", {
      claim: {
        id: `claimOf-${agent}`,
        action: "transfer",
        resourceClassifiedAs: ["urn:class"],
        resourceQuantity: kg("5"),
        effortQuantity: hours("2"),
        due: "2027-03-02",
        triggeredBy: "given",
        created: "2027-03-01",
        finished: false,
        note: "a note",
        agreedIn: "urn:paper",
        provider: agent,
        receiver: agent,
        inScopeOf: ["organization", "person"],
        resourceConformsTo: "grain",
      },
    }),
  ),
  change("createFulfillment", {
    fulfillment: {
      id: "fulfillment",
      fulfilledBy: "modified",
      fulfills: "commitmentBack",
      resourceQuantity: kg("5"),
      effortQuantity: hours("1"),
      note: "a note",
    },
  }),
  change("createSatisfaction", {
    satisfaction: {
      id: "satisfaction",
      satisfies: "intentOf-ecologicalAgent",
      satisfiedBy: "commitmentFree",
      resourceQuantity: kg("5"),
      effortQuantity: hours("1"),
      note: "a note",
    },
  }),
  change("createSettlement", {
    settlement: {
      id: "settlement",
      settles: "claimOf-person",
      settledBy: "given",
      resourceQuantity: kg("1"),
      effortQuantity: hours("1"),
      note: "a note",
    },
  }),
  change("createEconomicEvent", {
    event: {
      id: "paid",
      action: "transfer",
      provider: "organization",
      receiver: "person",
      resourceInventoriedAs: "stock",
      toResourceInventoriedAs: "stockOfPerson",
      resourceQuantity: kg("1"),
      settles: ["claimOf-organization"],
    },
  }),
  change("createProposalList", {
    proposalList: { id: "list", name: "The list", note: "a note", created: "2027-01-01", proposedTo: ["person"] },
  }),
  ...(["offer", "request"] as const).map((purpose) =>
    change("createProposal", {
      proposal: {
        id: purpose,
        name: `The ${purpose}`,
        ...timed,
        unitBased: true,
        note: "a note",
        created: "2027-01-01",
        inScopeOf: ["organization", "person"],
        eligibleLocation: "yard",
        purpose,
        listedIn: ["list"],
      },
    }),
  ),
  ...(["person", "organization", "ecologicalAgent"] as const).flatMap((agent) => [
    change("proposeIntent", {
      id: `publishing-${agent}`,
      publishedIn: "offer",
      publishes: `intentOf-${agent}`,
      reciprocal: agent === "person",
    }),
    change("proposeTo", { id: `sending-${agent}`, proposed: "offer", proposedTo: agent }),
  ]),
];

/** What is made of a recipe and of a proposal. */
const derived = [
  change("createRecipeProcess", {
    recipeProcess: {
      id: "bakingStep",
      name: "Bake",
      processConformsTo: "milling",
      hasDuration: { numericDuration: "3", unitType: "hour" },
    },
  }),
  change("createResourceSpecification", { resourceSpecification: { id: "loaf", name: "Loaf", defaultUnitOfResource: "piece" } }),
  change("createRecipeFlow", {
    recipeFlow: { id: "loafIn", action: "consume", resourceQuantity: kg("1"), recipeInputOf: "bakingStep", resourceConformsTo: "grain" },
  }),
  change("createRecipeFlow", {
    recipeFlow: {
      id: "loafOut",
      action: "produce",
      resourceQuantity: { hasNumericalValue: "2", hasUnit: "piece" },
      recipeOutputOf: "bakingStep",
      resourceConformsTo: "loaf",
    },
  }),
  change("createRecipe", { recipe: { id: "loaves", name: "Loaves", primaryOutput: "loaf", recipeIncludes: ["bakingStep"] } }),
  change("createPlanFromRecipe", {
    recipe: "loaves",
    quantity: { hasNumericalValue: "6", hasUnit: "piece" },
    due: "2027-05-01T12:00:00Z",
    plan: { id: "bakingPlan", name: "Six loaves", note: "a note", created: "2027-01-01", due: "2027-05-01T12:00:00Z" },
  }),
  change("createIntent", {
    intent: { id: "simpleIntent", action: "transfer", provider: "organization", resourceConformsTo: "grain", resourceQuantity: kg("2") },
  }),
  change("createProposal", { proposal: { id: "simple", name: "Grain to have", unitBased: true } }),
  change("proposeIntent", { id: "publishing-simple", publishedIn: "simple", publishes: "simpleIntent", reciprocal: false }),
  change("acceptProposal", { id: "accepted-simple", proposal: "simple", accepter: "person", quantity: "2" }),
];

/** Every create mutation, in an order in which all that is named is there. */
export const EVERYTHING: readonly Change[] = [...agents, ...kinds, ...plans, ...happenings, ...promisesKept, ...derived];
