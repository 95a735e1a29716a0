// What is needed, what is stuck, what is scarce: the lists beside the map.

import { Link } from "@tanstack/react-router";
import type { RegionPageQuery } from "../api/generated";
import { Notch } from "../design/icons";
import { Notice, SectionHead } from "../design/parts";
import { useFormat, usePeriodName } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import { NeedSlip } from "./NeedSlip";
import { regionWords } from "./words";

export interface ListProps {
  readonly data: RegionPageQuery;
  readonly most: number;
  /** Without a heading: a tab says what it is. */
  readonly isBare?: boolean;
}

/** Needs as slips: how many, what, for whom, by when, and how far they are. */
export function Needed({ data, most, isBare = false }: ListProps) {
  const words = useWords(regionWords);
  const { needs } = data;
  return (
    <section>
      {!isBare && <SectionHead title={words.needed} remark={words.open(needs.length)} />}
      {needs.length === 0 && <Notice>{words.noNeeds}</Notice>}
      <ul className="slips">
        {needs.slice(0, most).map((need) => (
          <NeedSlip key={need.id} need={need} />
        ))}
      </ul>
      {needs.length > most && (
        <Link to="/needs" className="more-link">
          {words.allNeeds(needs.length)}
        </Link>
      )}
    </section>
  );
}

/** Needs that stay unmet, with the reason in one sentence. */
export function Stuck({ data, most, isBare = false }: ListProps) {
  const words = useWords(regionWords);
  const unmet = data.currentPlan?.unmet ?? [];
  if (data.currentPlan === null) return null;
  return (
    <section>
      {!isBare && <SectionHead title={words.stuck} remark={unmet.length} />}
      {unmet.length === 0 && <p className="soft pad-y">{words.nothingStuck}</p>}
      <ul className="rows">
        {unmet.slice(0, most).map((row) => (
          <li key={row.need.id}>
            <span>
              <Link to="/needs/$id" params={{ id: row.need.id }}>
                <strong>{row.need.item.name}</strong>
              </Link>{" "}
              <span className="soft">{words.stuckReason(row.code, row.reason)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What of a limit its name is made of. */
export type NamedLimit = Pick<Scarcity["limit"], "kind" | "capability" | "skill" | "territory" | "item" | "isCo2" | "period"> & {
  readonly workshop: { readonly name: string } | null;
};
type Scarcity = NonNullable<RegionPageQuery["currentPlan"]>["scarce"][number];

/** The limit of a scarcity in words: "3D printing, DamASpace, January 2027". */
export function useLimitName(): (limit: NamedLimit) => { readonly what: string; readonly where: string } {
  const language = useLanguage();
  const periodName = usePeriodName();
  return ({ kind, capability, skill, workshop, territory, item, isCo2, period }) => {
    const when = periodName(period);
    if (kind === "machine") return { what: capabilityName(capability ?? "", language), where: `${workshop?.name ?? ""}, ${when}` };
    if (kind === "labour") return { what: capabilityName(skill ?? "", language), where: `${territory?.name ?? ""}, ${when}` };
    if (kind === "market") return { what: item?.name ?? "", where: when };
    return { what: isCo2 ? "CO2" : (item?.name ?? ""), where: `${territory?.name ?? ""}, ${when}` };
  };
}

/** The limits whose shortage costs the plan most. */
export function Scarce({ data, most, isBare = false }: ListProps) {
  const words = useWords(regionWords);
  const format = useFormat();
  const limitName = useLimitName();
  if (data.currentPlan === null) return null;
  const { scarce, number } = data.currentPlan;
  return (
    <section>
      {!isBare && <SectionHead title={words.scarce} remark={words.scarceRemark(number)} />}
      {scarce.length === 0 && <p className="soft pad-y">{words.nothingScarce}</p>}
      <ul className="rows">
        {scarce.slice(0, most).map((row) => {
          const { what, where } = limitName(row.limit);
          return (
            <li key={`${what} ${where}`}>
              <span>
                <Notch /> <strong>{what}</strong> <span className="soft">{where}</span>
              </span>
              <span className="brass-text">
                {format.money(row.lifted)}
                {row.priority !== null && ` ${words.unmetWorth}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
