// Small parts that pages share: heads, tags, notices, state lines.

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { ApiError } from "../api/request";
import { useWords } from "../words/useWords";
import { Icon } from "./icons";
import { designWords } from "./words";

/** The head of a page: title, one line under it, and what can be done. Sets the document's title and takes the focus after a change of page. */
export function PageHead({ title, line, actions }: { readonly title: string; readonly line?: ReactNode; readonly actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Commonwright`;
  }, [title]);
  return (
    <header className="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {line !== undefined && <p className="line">{line}</p>}
      </div>
      {actions !== undefined && <div className="actions no-print">{actions}</div>}
    </header>
  );
}

/** A heading over a list, with a remark at its right. */
export function SectionHead({ title, remark }: { readonly title: string; readonly remark?: ReactNode }) {
  return (
    <div className="section-head">
      <h2>{title}</h2>
      {remark !== undefined && <span className="soft small">{remark}</span>}
    </div>
  );
}

export type Priority = "vital" | "useful" | "nice";

export function PriorityTag({ priority }: { readonly priority: Priority }) {
  return <span className={`tag ${priority}`}>{useWords(designWords)[priority]}</span>;
}

/** A calm message where something is empty, or went wrong. */
export function Notice({ children, isFault = false }: { readonly children: ReactNode; readonly isFault?: boolean }) {
  return (
    <div className={`notice${isFault ? " fault" : ""}`} role={isFault ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** Where nothing is: a title, so that it is heard, and a sentence. */
export function NotThere({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <PageHead title={title} />
      <Notice>{children}</Notice>
    </>
  );
}

/** What went wrong while reading, in a sentence, with a way to try again. */
export function ReadFault({ error, onAgain }: { readonly error: ApiError; readonly onAgain?: () => void }) {
  const words = useWords(designWords);
  const sentence = error.message || (error.code === "OFFLINE" ? words.offline : words.fault);
  return (
    <Notice isFault>
      <p>{sentence}</p>
      {onAgain !== undefined && (
        <button type="button" className="button" onClick={onAgain}>
          {words.again}
        </button>
      )}
    </Notice>
  );
}

export function Loading() {
  return (
    <p className="soft" role="status">
      {useWords(designWords).loading}
    </p>
  );
}

/** Opens a reason. `what` completes its name for those who hear the page. */
export function WhyButton({ what, isOpen, onPress }: { readonly what: string; readonly isOpen: boolean; readonly onPress: () => void }) {
  const words = useWords(designWords);
  return (
    <button type="button" className="why" aria-expanded={isOpen} aria-label={words.whyOf(what)} onClick={onPress}>
      {words.why}
    </button>
  );
}

/** A panel that explains something of the page. Escape closes it; it takes the focus when it opens and gives it back. */
export function SidePanel({
  label,
  onClose,
  children,
}: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords(designWords);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={panel}
      className="side-panel sheet"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <button type="button" className="close" aria-label={words.close} onClick={onClose}>
        <Icon of={X} size={22} />
      </button>
      {children}
    </aside>
  );
}

/** How far a need is: `done` stations of seven are behind it, `share` of the current one is. Small: 112 × 14. */
export function StateLine({ done, share, label }: { readonly done: number; readonly share: number; readonly label: string }) {
  const stations = Array.from({ length: 7 }, (_, index) => 5 + index * 17);
  const current = stations[Math.min(done, 6)] ?? 5;
  return (
    <svg width="112" height="14" viewBox="0 0 112 14" role="img" aria-label={label} className="state-line">
      <line x1="5" y1="7" x2={current} y2="7" stroke="var(--leaf)" strokeWidth="3" />
      <line x1={current} y1="7" x2="107" y2="7" stroke="var(--rule)" strokeDasharray="1.5 2.5" />
      {stations.map((x, index) => {
        if (index < done) return <circle key={x} cx={x} cy="7" r="4" fill="var(--leaf)" />;
        if (index > done) return <circle key={x} cx={x} cy="7" r="3.5" fill="var(--paper)" stroke="var(--rule)" />;
        return <Pie key={x} x={x} y={7} radius={5} share={share} />;
      })}
    </svg>
  );
}

/** A station that is partly done: the solid share of what is planned. */
export function Pie({ x, y, radius, share }: { readonly x: number; readonly y: number; readonly radius: number; readonly share: number }) {
  const angle = 2 * Math.PI * Math.min(Math.max(share, 0), 0.9999);
  const [endX, endY] = [x + radius * Math.sin(angle), y - radius * Math.cos(angle)];
  return (
    <g>
      <circle cx={x} cy={y} r={radius} fill="var(--blueprint-wash)" stroke="var(--blueprint)" strokeWidth="1.2" />
      {share > 0 && (
        <path d={`M${x} ${y}V${y - radius}A${radius} ${radius} 0 ${angle > Math.PI ? 1 : 0} 1 ${endX} ${endY}Z`} fill="var(--leaf)" />
      )}
    </g>
  );
}
