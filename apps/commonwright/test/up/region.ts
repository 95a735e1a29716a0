// A small region that is served in process, on every store, for tests of the whole line.

import type { CommonsStore } from "@commonwright/commons";
import { type DatabaseChoice, openStore } from "@commonwright/store";
import type { FlowHands } from "../../src/community/flowHands.js";
import { inProcessFlows } from "../../src/community/inProcessFlows.js";
import { inProcessHands } from "../../src/community/inProcessHands.js";
import type { PlanningHands } from "../../src/community/planningHands.js";
import { type Serving, serveRegion } from "../../src/up/serveRegion.js";
import { folderWith } from "../folder.js";

/** Two towns, two homes in one of them (one with a printer), a workshop; lamps from shades and bulbs. Names and figures that appear nowhere else. */
export const HAMLET = `
format: commonwright-plan/1
name: "Hamlet"
currency: EUR
periods: ["2027-01", "2027-02"]
territories: [{ id: valley, name: "The valley" }]
places:
  - { id: casa-rossi, name: "Famiglia Rossi", territory: valley, level: personal, lat: 45.1234, lon: 9.4321, household: true, town: "Borgo" }
  - { id: casa-verdi, name: "Famiglia Verdi", territory: valley, level: personal, lat: 45.1357, lon: 9.4468, household: true, town: "Borgo" }
  - { id: school, name: "The school", territory: valley, level: personal, lat: 45.2, lon: 9.5, town: "Ponte" }
  - { id: mill, name: "The mill", territory: valley, level: regional, lat: 45.25, lon: 9.52, town: "Ponte" }
capabilities: [printing, bench, kiln]
skills: [assembly]
items:
  - { id: lamp, name: "Lamp", unit: piece, massKg: 1, kind: product, comparePrice: 90, note: "for tables", source: "a shop" }
  - { id: shade, name: "Shade", unit: piece, massKg: 0.5 }
  - { id: bulb, name: "Bulb", unit: piece, massKg: 0.1, kind: raw }
  - { id: tile, name: "Tile", unit: piece, massKg: 1, kind: product, referenceCost: 50 }
  - { id: vase, name: "Vase", unit: piece, massKg: 1, kind: product, referenceCost: 50 }
recipes:
  - { id: print-shade, name: "Print a shade", note: "slowly", source: "ours", out: [{ item: shade, quantity: 1 }], machine: [{ capability: printing, hours: 2 }], labour: [{ skill: assembly, hours: 0.1 }], co2Kg: 0.2 }
  - { id: build-lamp, out: [{ item: lamp, quantity: 1 }], in: [{ item: shade, quantity: 1 }, { item: bulb, quantity: 1 }], machine: [{ capability: bench, hours: 1 }], labour: [{ skill: assembly, hours: 1 }] }
  - { id: fire-tile, out: [{ item: tile, quantity: 1 }], machine: [{ capability: kiln, hours: 1 }] }
workshops:
  - { id: rossi-printer, name: "Rossi's printer", note: "in the cellar of the Rossi", place: casa-rossi, capabilities: [{ capability: printing, hoursPerPeriod: 20, costPerHour: 1 }] }
  - { id: mill-shop, name: "The mill's shop", note: "by the river", source: "the miller", place: mill, capabilities: [{ capability: printing, hoursPerPeriod: 10, costPerHour: 3 }, { capability: bench, hoursPerPeriod: 12, costPerHour: 2 }] }
labour: [{ territory: valley, skill: assembly, hoursPerPeriod: 60 }]
market: [{ item: bulb, price: 4, co2Kg: 1 }]
stocks: [{ item: lamp, place: mill, quantity: 2 }]
needs:
  - { id: need-1, name: "Lamps for the Rossi", note: "for reading", item: lamp, place: casa-rossi, quantity: 5, due: "2027-01", priority: 3 }
  - { id: need-2, name: "Lamps for the school", note: "for class 3", source: "the teacher", item: lamp, place: school, quantity: 12, due: "2027-01", priority: 1 }
  - { id: need-3, name: "More lamps", item: lamp, place: school, quantity: 14, due: "2027-02", priority: 2, assumed: true }
  - { id: need-4, name: "Tiles for the Verdi", item: tile, place: casa-verdi, quantity: 3, due: "2027-02", priority: 3 }
transport: { costPerKgKm: 0.01, fixedPerKg: 0.1, co2PerKgKm: 0.001 }
`;

export const emptyFolder = (): string => folderWith({});

/** A served hamlet; `faults` are what the server would have written to the terminal. */
export interface ServedHamlet {
  readonly serving: Serving;
  readonly store: CommonsStore;
  readonly faults: unknown[];
  readonly events: () => readonly { readonly name: string; readonly data: Record<string, unknown> }[];
  /** Asks as this machine. */
  readonly ask: (query: string, variables?: Record<string, unknown>, headers?: Record<string, string>) => Promise<Answer>;
  /** Asks as anybody: as if through a proxy. */
  readonly askAsPublic: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}
export interface Answer {
  // Tests look into answers of any shape.
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly string[];
    readonly extensions: { readonly code: string; readonly details: any };
  }[];
}

/** Serves a problem on a store in this process. */
export async function servedHamlet(
  options: {
    readonly database?: DatabaseChoice;
    readonly hands?: PlanningHands;
    readonly flowHands?: FlowHands;
    readonly example?: string;
    readonly store?: CommonsStore;
    readonly data?: string;
    readonly now?: () => Date;
  } = {},
): Promise<ServedHamlet> {
  const opened = options.store === undefined ? await openStore({ database: options.database ?? { type: "memory" } }) : null;
  const store = options.store ?? opened?.store;
  if (store === undefined) throw new Error("no store");
  const faults: unknown[] = [];
  const serving = await serveRegion({
    port: 0,
    host: "127.0.0.1",
    data: options.data ?? emptyFolder(),
    example: options.example ?? folderWith({ "hamlet.yaml": HAMLET }),
    allowHost: [],
    explorer: false,
    store,
    hands: options.hands ?? inProcessHands(),
    flowHands: options.flowHands ?? inProcessFlows(),
    now: options.now ?? (() => new Date()),
    onFault: (fault) => faults.push(fault),
  });
  if ("refused" in serving) throw new Error(serving.refused);
  const address = `http://127.0.0.1:${serving.port}`;
  const ask: ServedHamlet["ask"] = async (query, variables = {}, headers = {}) => {
    const answer = await fetch(`${address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as Answer;
  };
  const heard = listenTo(address);
  return {
    serving,
    store,
    faults,
    events: () => heard.events,
    ask,
    askAsPublic: (query, variables) => ask(query, variables, { "x-forwarded-for": "203.0.113.9" }),
    close: async () => {
      await serving.close();
      await opened?.close();
      await heard.ended;
    },
  };
}

function listenTo(address: string) {
  const events: { name: string; data: Record<string, unknown> }[] = [];
  const read = async () => {
    const answer = await fetch(`${address}/events`);
    let text = "";
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (text + piece).split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const [, name] = /^event: (.*)$/m.exec(part) ?? [];
        const [, data] = /^data: (.*)$/m.exec(part) ?? [];
        if (name !== undefined && data !== undefined) events.push({ name, data: JSON.parse(data) as Record<string, unknown> });
      }
    }
  };
  return { events, ended: read().catch(() => undefined) };
}

/** A uuid, version 7 in form, by its number. */
export const idOf = (number: number): string => `01934f5c-7d2e-7aaa-8000-${String(number).padStart(12, "0")}`;
