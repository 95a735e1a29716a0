// Which language the page speaks.

import { useSyncExternalStore } from "react";

/** The languages there are words for. */
export const LANGUAGES = { en: "English", it: "Italiano" } as const;
export type Language = keyof typeof LANGUAGES;

const STORED = "commonwright.language";
const isLanguage = (text: string | null | undefined): text is Language => text !== null && text !== undefined && text in LANGUAGES;

function firstLanguage(): Language {
  const stored = globalThis.localStorage?.getItem(STORED);
  if (isLanguage(stored)) return stored;
  const wanted = (globalThis.navigator?.languages ?? []).map((tag) => tag.slice(0, 2)).find(isLanguage);
  return wanted ?? "en";
}

let language: Language = firstLanguage();
const listeners = new Set<() => void>();

/** Changes the language now, and for this device. */
export function speak(next: Language): void {
  language = next;
  globalThis.localStorage?.setItem(STORED, next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The language that is spoken now, outside of components. */
export const languageNow = (): Language => language;

/** The language that is spoken now. */
export const useLanguage = (): Language =>
  useSyncExternalStore(
    subscribe,
    () => language,
    () => language,
  );
