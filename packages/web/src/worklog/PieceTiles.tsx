// Pieces as tiles: done before, done now, spoiled, still open.

import { useRef } from "react";
import { useWords } from "../words/useWords";
import { worklogWords } from "./words";

/** How many of the open pieces were done now, and which of them are spoiled (by number, from 0). */
export interface Pieces {
  readonly now: number;
  readonly spoiled: ReadonlySet<number>;
}

interface TilesProps {
  readonly whole: number;
  readonly before: number;
  readonly pieces: Pieces;
  readonly onChange: (pieces: Pieces) => void;
}

const HOLD_MS = 500;

export function PieceTiles({ whole, before, pieces, onChange }: TilesProps) {
  const words = useWords(worklogWords);
  const hold = useRef<ReturnType<typeof setTimeout> | null>(null);
  const wasHeld = useRef(false);
  const last = before + pieces.now - 1;
  const spoil = (index: number) => {
    if (index < before) return;
    const spoiled = new Set(pieces.spoiled);
    if (!spoiled.delete(index)) spoiled.add(index);
    onChange({ now: Math.max(pieces.now, index - before + 1), spoiled });
  };
  const tap = (index: number) => {
    if (wasHeld.current) {
      wasHeld.current = false;
      return;
    }
    if (index < before) return;
    // The last one again takes it back.
    const now = index === last ? pieces.now - 1 : index - before + 1;
    onChange({ now, spoiled: new Set([...pieces.spoiled].filter((each) => each < before + now)) });
  };
  const stateOf = (index: number) => {
    if (index < before) return "before";
    if (pieces.spoiled.has(index)) return "spoiled";
    return index < before + pieces.now ? "now" : "open";
  };
  const release = () => {
    if (hold.current !== null) clearTimeout(hold.current);
  };
  const says = { before: words.tileDone, spoiled: words.tileSpoiled, now: words.tileNow, open: words.tileOpen };
  return (
    <div className="tiles">
      {Array.from({ length: whole }, (_, index) => (
        <button
          key={index}
          type="button"
          className={`tile ${TEXTURES[stateOf(index)]}${index === last && pieces.now > 0 ? " last" : ""}`}
          aria-label={words.tile(index + 1, says[stateOf(index)])}
          disabled={index < before}
          onClick={() => tap(index)}
          onPointerDown={() => {
            wasHeld.current = false;
            hold.current = setTimeout(() => {
              wasHeld.current = true;
              spoil(index);
            }, HOLD_MS);
          }}
          onPointerUp={release}
          onPointerLeave={release}
          onContextMenu={(event) => event.preventDefault()}
          onKeyDown={(event) => {
            if (event.key === "s" || event.key === "S") spoil(index);
          }}
        />
      ))}
    </div>
  );
}

const TEXTURES = { before: "happened", now: "happened", spoiled: "spoiled", open: "planned" } as const;
