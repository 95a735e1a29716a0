// What the bar has no room for: pages, language, theme.

import { Link } from "@tanstack/react-router";
import { PageHead, SectionHead } from "../design/parts";
import { type Language, LANGUAGES, speak, useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import { chooseTheme, useTheme } from "./theme";
import { shellWords } from "./words";

const languages = Object.keys(LANGUAGES) as Language[];

export function MorePage() {
  const words = useWords(shellWords);
  const language = useLanguage();
  const theme = useTheme();
  return (
    <>
      <PageHead title={words.more} line={words.morePages} />
      <div className="stack narrow">
        <SectionHead title={words.pages} />
        <Link className="button" to="/designs">
          {words.designs}
        </Link>
        <Link className="button" to="/workshops">
          {words.workshops}
        </Link>
        <Link className="button" to="/stock">
          {words.stock}
        </Link>
        <Link className="button" to="/hand-over">
          {words.handOver}
        </Link>
        <SectionHead title={words.language} />
        <div className="choices">
          {languages.map((tag) => (
            <button key={tag} type="button" className="button" lang={tag} aria-pressed={tag === language} onClick={() => speak(tag)}>
              {LANGUAGES[tag]}
            </button>
          ))}
        </div>
        <SectionHead title={words.theme} />
        <div className="choices">
          {(["light", "dark"] as const).map((name) => (
            <button key={name} type="button" className="button" aria-pressed={name === theme} onClick={() => chooseTheme(name)}>
              {words[name]}
            </button>
          ))}
        </div>
      </div>
    </>
  );
}
