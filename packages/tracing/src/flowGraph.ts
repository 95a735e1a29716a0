// The flows as a graph that grows: events in the order in which they were recorded, linked to what they touch.
import { FLOW_ACTION_COUNT, FLOW_ACTIONS, type FlowAction } from "./flowAction.js";
import { INDEX_LIMIT, NONE, processNode, resourceNode } from "./flowNode.js";

/** One event. The numbers are indices of resources and processes, whole, from 0, below 2^29, or −1 where the event names none. */
export interface FlowEvent {
  readonly action: FlowAction;
  /** `resourceInventoriedAs` */
  readonly resource: number;
  /** `toResourceInventoriedAs` */
  readonly toResource: number;
  readonly inputOf: number;
  readonly outputOf: number;
}

/** Events as columns of the same length, one place for each event, in the order in which they were recorded. */
export type FlowColumns = { readonly [column in keyof FlowEvent]: ArrayLike<FlowEvent[column]> };

/**
 * Events, and what is one step away from what. An event's index is its age: the first that was recorded is 0.
 * Arrays are longer than what they hold, so that they can grow: `eventCount`, `resourceCount` and `processCount` say how much is used.
 * They are replaced when they grow: read them from the graph again after `addEvent`. −1 is "none" in all of them.
 *
 * Lists are linked, not sorted into rows: an event takes its places in them in a few writes, and the order of age comes by itself.
 */
export interface FlowGraph {
  readonly eventCount: number;
  /** One more than the highest resource that an event has named. */
  readonly resourceCount: number;
  /** One more than the highest process that an event has named. */
  readonly processCount: number;

  /** By event: code of its action. */
  readonly actions: Uint8Array;
  /** By event: its `resourceInventoriedAs`. */
  readonly resources: Int32Array;
  /** By event: the last event before it with the same `resourceInventoriedAs`; its breadcrumb. */
  readonly previousEvents: Int32Array;
  /** By event: the first event after it with the same `resourceInventoriedAs`. */
  readonly nextEvents: Int32Array;
  /** By event: the node one step back. */
  readonly upstream: Int32Array;
  /** By event: the node one step forward. */
  readonly downstream: Int32Array;

  /** By resource: the first and the last event with it as `resourceInventoriedAs`; `nextEvents` leads from the one to the other. */
  readonly firstEvents: Int32Array;
  readonly lastEvents: Int32Array;
  /**
   * By resource: the newest place in the list of the events that are one step back from it; `olderArrivals` leads on.
   * Event e has place 2e in the list of its `resourceInventoriedAs` and 2e + 1 in that of its `toResourceInventoriedAs`.
   */
  readonly newestArrivals: Int32Array;
  /** By place: the next older place in the same list, −1 at its end, −2 where the event is not in that list. */
  readonly olderArrivals: Int32Array;

  /** By process: its newest input; `olderInputs`, by event, leads on. */
  readonly newestInputs: Int32Array;
  readonly olderInputs: Int32Array;
  /** By process: its first and its last output; `newerOutputs`, by event, leads from the one to the other. */
  readonly firstOutputs: Int32Array;
  readonly lastOutputs: Int32Array;
  readonly newerOutputs: Int32Array;

  /**
   * Adds an event that was recorded after all others, and gives its index. Amortised O(1).
   * @throws RangeError where a code or an index is outside its bounds; the graph is then as it was
   */
  addEvent(event: FlowEvent): number;
}

/** The place of an event in a list that it is not in. */
export const UNLISTED = -2;

/**
 * A graph of flows.
 * @param columns the events it begins with; none where not given
 * @throws RangeError where columns differ in length or an event is refused by `addEvent`
 */
export function flowGraph(columns?: FlowColumns): FlowGraph {
  const graph = new GrowingGraph();
  if (columns === undefined) return graph;
  const { action, resource, toResource, inputOf, outputOf } = columns;
  const count = action.length;
  for (const column of [resource, toResource, inputOf, outputOf]) {
    if (column.length !== count) throw new RangeError(`${count} actions, but a column of ${column.length}: columns must be of one length`);
  }
  graph.reserveEvents(count);
  for (let event = 0; event < count; event++) {
    graph.addEvent({
      action: action[event],
      resource: resource[event],
      toResource: toResource[event],
      inputOf: inputOf[event],
      outputOf: outputOf[event],
    });
  }
  return graph;
}

class GrowingGraph implements FlowGraph {
  eventCount = 0;
  resourceCount = 0;
  processCount = 0;

  actions = new Uint8Array(0);
  resources = new Int32Array(0);
  previousEvents = new Int32Array(0);
  nextEvents = new Int32Array(0);
  upstream = new Int32Array(0);
  downstream = new Int32Array(0);

  firstEvents = new Int32Array(0);
  lastEvents = new Int32Array(0);
  newestArrivals = new Int32Array(0);
  olderArrivals = new Int32Array(0);

  newestInputs = new Int32Array(0);
  olderInputs = new Int32Array(0);
  firstOutputs = new Int32Array(0);
  lastOutputs = new Int32Array(0);
  newerOutputs = new Int32Array(0);

  addEvent(added: FlowEvent): number {
    assertEvent(added, this.eventCount);
    const event = this.eventCount;
    if (event === this.actions.length) this.reserveEvents(grownLength(event + 1));
    this.#reserveResources(Math.max(added.resource, added.toResource) + 1);
    this.#reserveProcesses(Math.max(added.inputOf, added.outputOf) + 1);
    this.eventCount = event + 1;
    this.actions[event] = added.action;
    this.resources[event] = added.resource;
    this.#leaveCrumb(event, added.resource);
    this.#linkSteps(event, added);
    this.#listArrivals(event, added);
    this.#listInput(event, added.inputOf);
    this.#listOutput(event, added.outputOf);
    return event;
  }

  /** Makes room for that many events in all. */
  reserveEvents(length: number): void {
    this.actions = lengthened(this.actions, length, new Uint8Array(length));
    this.resources = lengthenedIndices(this.resources, length);
    this.previousEvents = lengthenedIndices(this.previousEvents, length);
    this.nextEvents = lengthenedIndices(this.nextEvents, length);
    this.upstream = lengthenedIndices(this.upstream, length);
    this.downstream = lengthenedIndices(this.downstream, length);
    this.olderArrivals = lengthenedIndices(this.olderArrivals, 2 * length);
    this.olderInputs = lengthenedIndices(this.olderInputs, length);
    this.newerOutputs = lengthenedIndices(this.newerOutputs, length);
  }

  #reserveResources(count: number): void {
    if (count <= this.resourceCount) return;
    this.resourceCount = count;
    if (count <= this.firstEvents.length) return;
    const length = grownLength(count);
    this.firstEvents = lengthenedIndices(this.firstEvents, length);
    this.lastEvents = lengthenedIndices(this.lastEvents, length);
    this.newestArrivals = lengthenedIndices(this.newestArrivals, length);
  }

  #reserveProcesses(count: number): void {
    if (count <= this.processCount) return;
    this.processCount = count;
    if (count <= this.newestInputs.length) return;
    const length = grownLength(count);
    this.newestInputs = lengthenedIndices(this.newestInputs, length);
    this.firstOutputs = lengthenedIndices(this.firstOutputs, length);
    this.lastOutputs = lengthenedIndices(this.lastOutputs, length);
  }

  #leaveCrumb(event: number, resource: number): void {
    if (resource === NONE) return;
    const previous = this.lastEvents[resource];
    this.lastEvents[resource] = event;
    this.previousEvents[event] = previous;
    if (previous === NONE) this.firstEvents[resource] = event;
    else this.nextEvents[previous] = event;
  }

  #linkSteps(event: number, { action, resource, toResource, inputOf, outputOf }: FlowEvent): void {
    const startsHere = isStockCorrection(action) && this.previousEvents[event] === NONE;
    if (outputOf !== NONE) this.upstream[event] = processNode(outputOf);
    else if (resource !== NONE && !startsHere) this.upstream[event] = resourceNode(resource);

    if (inputOf !== NONE) this.downstream[event] = processNode(inputOf);
    else if (outputOf !== NONE && resource !== NONE) this.downstream[event] = resourceNode(resource);
    else if (toResource !== NONE) this.downstream[event] = resourceNode(toResource);
  }

  #listArrivals(event: number, { action, resource, toResource, outputOf }: FlowEvent): void {
    const isArrival = outputOf !== NONE || isStockCorrection(action) || toResource === resource;
    this.#listArrival(2 * event, isArrival ? resource : NONE);
    this.#listArrival(2 * event + 1, toResource === resource ? NONE : toResource);
  }

  #listArrival(place: number, resource: number): void {
    this.olderArrivals[place] = resource === NONE ? UNLISTED : this.newestArrivals[resource];
    if (resource !== NONE) this.newestArrivals[resource] = place;
  }

  #listInput(event: number, process: number): void {
    if (process === NONE) return;
    this.olderInputs[event] = this.newestInputs[process];
    this.newestInputs[process] = event;
  }

  #listOutput(event: number, process: number): void {
    if (process === NONE) return;
    const last = this.lastOutputs[process];
    this.lastOutputs[process] = event;
    if (last === NONE) this.firstOutputs[process] = event;
    else this.newerOutputs[last] = event;
  }
}

const isStockCorrection = (action: FlowAction): boolean => action === FLOW_ACTIONS.raise || action === FLOW_ACTIONS.lower;

function assertEvent({ action, resource, toResource, inputOf, outputOf }: FlowEvent, eventCount: number): void {
  if (eventCount === INDEX_LIMIT) throw new RangeError(`a graph holds at most ${INDEX_LIMIT} events`);
  if (!(Number.isInteger(action) && action >= 0 && action < FLOW_ACTION_COUNT)) throw new RangeError(`${action} is no code of an action`);
  assertIndex("resource", resource);
  assertIndex("toResource", toResource);
  assertIndex("inputOf", inputOf);
  assertIndex("outputOf", outputOf);
}

function assertIndex(name: string, index: number): void {
  if (Number.isInteger(index) && index >= NONE && index < INDEX_LIMIT) return;
  throw new RangeError(`${name} is ${index}, but must be whole, from 0 to ${INDEX_LIMIT - 1}, or ${NONE} for none`);
}

/** Half as much again, so that growing costs a constant for each addition; never less than 16. */
const grownLength = (needed: number): number => Math.max(16, needed + (needed >> 1));

function lengthened<T extends Uint8Array | Int32Array>(array: T, length: number, longer: T): T {
  if (length <= array.length) return array;
  longer.set(array);
  return longer;
}

const lengthenedIndices = (array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> =>
  lengthened(array, length, new Int32Array(length).fill(NONE));
