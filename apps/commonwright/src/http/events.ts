// Live events: what the pages are told as it happens, as server-sent events.

/** Who is told: those who belong here, the others, or (absent) both. */
export type Audience = "changers" | "public";

/** One event; `data` is sent as JSON. */
export interface LiveEvent {
  readonly name: "sequence" | "planning" | "plan" | "firstAnswer" | "whatIf";
  readonly data: Readonly<Record<string, unknown>>;
}

/** Takes events and hands them to everybody who listens. */
export interface EventHub {
  readonly send: (event: LiveEvent, audience?: Audience) => void;
  /** Null: too many listen already, or it is closed. `belongs`: asked again and again of who is told what those are told who belong here; null: a visitor. */
  readonly listen: (belongs: (() => Promise<boolean>) | null, address: string) => ReadableStream<Uint8Array> | null;
  /** Ends the streams of those who do not belong any more; they may listen as visitors. */
  readonly review: () => void;
  /** How many listen. */
  readonly count: () => number;
  /** Ends every stream. */
  readonly close: () => void;
}

/** Connections that are kept open at a time. */
const MOST_LISTENERS = 1_000;
/** Of these for visitors, in all and from one address: those who make changes always find room. */
const MOST_VISITORS = 900;
const MOST_VISITORS_OF_ADDRESS = 100;
const HEARTBEAT_MS = 20_000;
/** Who reads so slowly that so much waits is let go, and gets the state anew when it comes back. */
const MOST_WAITING_EVENTS = 256;

interface Listener {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly belongs: (() => Promise<boolean>) | null;
  readonly address: string;
}

/** `greeting`: what everybody is told first, also after a broken connection, so that nothing that was missed is missing. */
export function eventHub(greeting: (audience: Audience) => readonly LiveEvent[]): EventHub {
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  let sent = 0;
  let isClosed = false;
  const drop = (listener: Listener) => {
    if (!listeners.delete(listener)) return;
    listener.controller.close();
  };
  const give = (listener: Listener, text: string) => {
    if ((listener.controller.desiredSize ?? 0) <= -MOST_WAITING_EVENTS) drop(listener);
    else listener.controller.enqueue(encoder.encode(text));
  };
  const reviewed = async (listener: Listener) => {
    const isStill = await listener.belongs?.().catch(() => false);
    if (isStill === false) drop(listener);
  };
  const review = oneAfterTheOther(() => Promise.all([...listeners].map(reviewed)));
  const heartbeat = setInterval(() => {
    for (const listener of listeners) give(listener, ": here\n\n");
    review();
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    send(event, audience) {
      const text = eventText(event, ++sent);
      for (const listener of listeners)
        if (audience === undefined || (listener.belongs !== null) === (audience === "changers")) give(listener, text);
    },
    review,
    listen(belongs, address) {
      if (isClosed || listeners.size >= MOST_LISTENERS || (belongs === null && !hasRoom(listeners, address))) return null;
      let mine: Listener | null = null;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          mine = { controller, belongs, address };
          listeners.add(mine);
          give(mine, "retry: 2000\n\n");
          for (const event of greeting(belongs === null ? "public" : "changers")) give(mine, eventText(event, sent));
        },
        cancel() {
          if (mine !== null) listeners.delete(mine);
        },
      });
    },
    count: () => listeners.size,
    close() {
      isClosed = true;
      clearInterval(heartbeat);
      for (const listener of [...listeners]) drop(listener);
    },
  };
}

/** Acts again after what is running, once however often it was asked for meanwhile. */
function oneAfterTheOther(act: () => Promise<unknown>): () => void {
  let running: Promise<unknown> | null = null;
  let isWanted = false;
  const next = () => {
    running = isWanted ? act().finally(next) : null;
    isWanted = false;
  };
  return () => {
    isWanted = true;
    if (running === null) next();
  };
}

function hasRoom(listeners: ReadonlySet<Listener>, address: string): boolean {
  const visitors = [...listeners].filter(({ belongs }) => belongs === null);
  return visitors.length < MOST_VISITORS && visitors.filter((visitor) => visitor.address === address).length < MOST_VISITORS_OF_ADDRESS;
}

const eventText = ({ name, data }: LiveEvent, id: number) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
