// How far something long is, told on standard error.

import type { World } from "./world.js";

/** Takes what is to be told, made only where it is shown; `end` leaves a terminal's line empty for what comes next. */
export type ProgressLine = { readonly tell: (text: () => string) => void; readonly end: () => void };

/** A terminal's line is written over at most so often. */
const TERMINAL_PAUSE_MS = 100;
/** In a file or a pipe every line stays, so there are few, and none for what is quickly done. */
const LINE_PAUSE_MS = 5_000;
const CLEAR_LINE = "\r\u001b[K";

/** On a terminal one line that is written over; elsewhere a line every few seconds. Each begins with the seconds since the start. */
export function progressLine({ err, isErrTerminal, now }: Pick<World, "err" | "isErrTerminal" | "now">): ProgressLine {
  const pause = isErrTerminal ? TERMINAL_PAUSE_MS : LINE_PAUSE_MS;
  const started = now().getTime();
  let last = isErrTerminal ? -Infinity : started;
  let isLineOpen = false;
  return {
    tell: (text) => {
      const time = now().getTime();
      if (time - last < pause) return;
      last = time;
      const line = `${Math.round((time - started) / 1000)} s  ${text()}`;
      err(isErrTerminal ? `${CLEAR_LINE}${line}` : `${line}\n`);
      isLineOpen = isErrTerminal;
    },
    end: () => {
      if (isLineOpen) err(CLEAR_LINE);
      isLineOpen = false;
    },
  };
}
