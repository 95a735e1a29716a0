// Light or dark: as the device says, until somebody chooses.

import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";
const STORED = "commonwright.theme";
const listeners = new Set<() => void>();

function themeNow(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Takes what was chosen on this device before; called before the first drawing. */
export function restoreTheme(): void {
  const stored = localStorage.getItem(STORED);
  if (stored === "light" || stored === "dark") document.documentElement.dataset["theme"] = stored;
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  localStorage.setItem(STORED, theme);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    media.removeEventListener("change", listener);
  };
};

export const useTheme = (): Theme => useSyncExternalStore(subscribe, themeNow);
