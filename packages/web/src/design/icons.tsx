// The icons of the house, and which icon says which level.

import { House, Landmark, type LucideIcon, Ship, Store } from "lucide-react";
import type { CSSProperties } from "react";

export type Level = "personal" | "outlet" | "regional" | "remote";

const LEVEL_ICONS: Readonly<Record<Level, LucideIcon>> = { personal: House, outlet: Store, regional: Landmark, remote: Ship };

/** An icon beside words: 1.5 px at 22 px, 1.75 at 16. Hidden from screen readers, which read the words. */
export function Icon({ of: Drawn, size = 16, style }: { readonly of: LucideIcon; readonly size?: number; readonly style?: CSSProperties }) {
  return <Drawn className="icon" size={size} strokeWidth={size < 20 ? 1.75 : 1.5} absoluteStrokeWidth aria-hidden style={style} />;
}

/** Home, stall, hall or ship. `label` is read aloud; without it the icon says nothing. */
export function LevelIcon({ level, label, size = 16 }: { readonly level: Level; readonly label?: string; readonly size?: number }) {
  const Drawn = LEVEL_ICONS[level];
  return (
    <Drawn
      className="icon"
      size={size}
      strokeWidth={1.75}
      absoluteStrokeWidth
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined}
      style={{ color: `var(--${level})` }}
    />
  );
}

/** The V of what is scarce, 12 px, before words. */
export function Notch() {
  return (
    <svg className="icon" width="12" height="12" viewBox="0 0 12 12" aria-hidden>
      <path d="M0.75 0.75h3L6 5.5 8.25 0.75h3v10.5H0.75z" fill="none" stroke="var(--brass)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
