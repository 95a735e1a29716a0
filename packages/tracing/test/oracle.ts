// Track and trace over plain objects, recursively, as the page says it: slow and plainly right.

/** One event by its names; absent is none. */
export interface Told {
  readonly action: string;
  readonly resource?: number | undefined;
  readonly toResource?: number | undefined;
  readonly inputOf?: number | undefined;
  readonly outputOf?: number | undefined;
}

interface Event extends Told {
  readonly kind: "event";
  readonly id: number;
  readonly previousEvent: Event | undefined;
}

interface Resource {
  readonly kind: "resource";
  readonly id: number;
}

interface Process {
  readonly kind: "process";
  readonly id: number;
}

type Item = Event | Resource | Process;
/** A visited node, and how many were visited before the one it was reached from. */
export type Visit = readonly [name: string, parent: number];

const nameOf = (item: Item): string => `${item.kind} ${item.id}`;
const isCorrection = (event: Event): boolean => event.action === "raise" || event.action === "lower";
const byId = (one: Item, other: Item): number => one.id - other.id;

const pairs = [
  { input: "pickup", output: "dropoff" },
  { input: "accept", output: "modify" },
  { input: "combine", output: "separate" },
] as const;

export class Oracle {
  readonly #events: Event[] = [];
  /** Last event of each resource, as it is kept on the resource. */
  readonly #crumbs = new Map<number, Event>();

  constructor(told: readonly Told[]) {
    for (const [id, event] of told.entries()) {
      const previousEvent = event.resource === undefined ? undefined : this.#crumbs.get(event.resource);
      const added: Event = { ...event, kind: "event", id, previousEvent };
      this.#events.push(added);
      if (event.resource !== undefined) this.#crumbs.set(event.resource, added);
    }
  }

  /** Breadcrumbs by event. */
  crumbs(): (number | undefined)[] {
    return this.#events.map((event) => event.previousEvent?.id);
  }

  previous(name: string): string[] {
    return this.#previous(this.#item(name)).sort(byId).reverse().map(nameOf);
  }

  next(name: string): string[] {
    return this.#next(this.#item(name)).sort(byId).map(nameOf);
  }

  trace(name: string): Visit[] {
    const start = this.#item(name);
    const saved = start.kind === "resource" ? this.#crumbs.get(start.id) : undefined;
    return search(start, saved, {
      step: (item) => this.#previous(item).sort(byId).reverse(),
      crumbOf: (event) => event.previousEvent,
      opens: "output",
      closes: "input",
    });
  }

  track(name: string): Visit[] {
    const start = this.#item(name);
    const saved = start.kind === "resource" ? this.#events.find((event) => event.resource === start.id) : undefined;
    return search(start, saved, {
      step: (item) => this.#next(item).sort(byId),
      crumbOf: (event) => this.#events.find((other) => other.previousEvent === event),
      opens: "input",
      closes: "output",
    });
  }

  #item(name: string): Item {
    const [kind, text] = name.split(" ");
    const id = Number(text);
    if (kind === "event") return this.#events[id];
    return kind === "resource" ? { kind, id } : { kind: "process", id };
  }

  #previous(item: Item): Item[] {
    if (item.kind === "process") return this.#events.filter((event) => event.inputOf === item.id);
    if (item.kind === "resource") {
      return this.#events.filter(
        (event) =>
          (event.outputOf !== undefined && event.resource === item.id) ||
          event.toResource === item.id ||
          (isCorrection(event) && event.resource === item.id),
      );
    }
    if (item.outputOf !== undefined) return [{ kind: "process", id: item.outputOf }];
    if (isCorrection(item) && item.previousEvent === undefined) return [];
    if (item.resource !== undefined) return [{ kind: "resource", id: item.resource }];
    return [];
  }

  #next(item: Item): Item[] {
    if (item.kind === "process") return this.#events.filter((event) => event.outputOf === item.id);
    if (item.kind === "resource") return this.#events.filter((event) => event.resource === item.id);
    if (item.inputOf !== undefined) return [{ kind: "process", id: item.inputOf }];
    if (item.outputOf !== undefined && item.resource !== undefined) return [{ kind: "resource", id: item.resource }];
    if (item.toResource !== undefined) return [{ kind: "resource", id: item.toResource }];
    return [];
  }
}

interface Way {
  readonly step: (item: Item) => Item[];
  readonly crumbOf: (event: Event) => Event | undefined;
  readonly opens: "input" | "output";
  readonly closes: "input" | "output";
}

function search(start: Item, startingCrumb: Event | undefined, way: Way): Visit[] {
  const flows: Visit[] = [[nameOf(start), -1]];
  const visited = new Set([nameOf(start)]);
  const open = pairs.map(() => new Set<number>());

  const opened = (item: Item): void => {
    if (item.kind !== "event" || item.resource === undefined) return;
    const pair = pairs.findIndex((each) => each[way.opens] === item.action);
    if (pair >= 0) open[pair].add(item.resource);
  };
  const isSkipped = (item: Item): boolean => {
    const pair = item.kind === "event" ? pairs.findIndex((each) => each[way.closes] === item.action) : -1;
    if (item.kind !== "event" || pair < 0) return false;
    return item.resource === undefined || !open[pair].delete(item.resource);
  };

  const visit = (last: Item, handed: Event | undefined): void => {
    const place = flows.length - 1;
    const saved = last.kind === "event" ? way.crumbOf(last) : handed;
    let items = way.step(last);
    if (saved !== undefined && items.some((item) => nameOf(item) === nameOf(saved))) {
      items = [saved, ...items.filter((item) => nameOf(item) !== nameOf(saved))];
    } else if (saved !== undefined && items[0]?.kind === "resource" && visited.has(nameOf(items[0]))) {
      items = [saved, ...items];
    }
    for (const item of items) {
      if (visited.has(nameOf(item)) || isSkipped(item)) continue;
      opened(item);
      visited.add(nameOf(item));
      flows.push([nameOf(item), place]);
      visit(item, saved);
    }
  };

  opened(start);
  visit(start, startingCrumb);
  return flows;
}
