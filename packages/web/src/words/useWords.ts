// Picks the words of a page in the language that is spoken; what is not translated yet stays English.

import { type Language, useLanguage } from "./language";

/** Texts, and functions that make texts, of one noun. */
export type Catalogue = Readonly<Record<string, string | ((...given: never[]) => string)>>;

/** The same keys in other languages; those that are missing fall back to English, one by one. */
export interface Translated<Words extends Catalogue> {
  readonly en: Words;
  readonly others: { readonly [Other in Exclude<Language, "en">]?: Partial<Words> };
}

/** The words of a catalogue in a language. */
export function wordsIn<Words extends Catalogue>({ en, others }: Translated<Words>, language: Language): Words {
  return language === "en" ? en : { ...en, ...others[language] };
}

/** The words of a catalogue in the language that is spoken now. */
export function useWords<Words extends Catalogue>(catalogue: Translated<Words>): Words {
  return wordsIn(catalogue, useLanguage());
}
