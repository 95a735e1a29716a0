// How near to the people things are made: what is, and what could be.

import type { RegionPageQuery } from "../api/generated";
import { Figure } from "../design/figure";
import { LevelIcon } from "../design/icons";
import { designWords } from "../design/words";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { regionWords } from "./words";

export function LevelBars({ data, number }: { readonly data: RegionPageQuery; readonly number: number }) {
  const words = useWords(regionWords);
  const levelWords = useWords(designWords);
  const format = useFormat();
  const { currentPlan: plan } = data;
  if (plan === null) return null;
  const others = [
    { name: words.bought, share: plan.boughtShare },
    { name: words.fromStock, share: plan.stockShare },
    { name: words.unmet, share: plan.unmetShare },
  ].filter(({ share }) => share > 0.0005);
  return (
    <Figure
      number={number}
      name={words.levels}
      says={words.levelsSay}
      hasSvg={false}
      csv={() => ({
        columns: [words.level, "is", "can"].map((name) => ({ name })),
        rows: plan.levels.map(({ level, is, can }) => [levelWords[level], is, can]),
      })}
    >
      <ul className="levels">
        {plan.levels.map(({ level, is, can }) => (
          <li key={level}>
            <span>
              <LevelIcon level={level} /> {levelWords[level]}
            </span>
            <span className="track" role="img" aria-label={words.levelOf(levelWords[level], format.share(is), format.share(can))}>
              <i className="planned moves" style={{ width: `${is * 100}%` }} />
              <b style={{ left: `${can * 100}%` }} />
            </span>
            <strong>{format.share(is)}</strong>
          </li>
        ))}
        <li className="soft small">{others.map(({ name, share }) => `${name} ${format.share(share)}`).join(", ")}</li>
      </ul>
    </Figure>
  );
}
