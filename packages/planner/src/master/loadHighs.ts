// HiGHS, loaded once.
import highsModule, { type Highs } from "highs";

// The package's types speak of CommonJS, where the loader is `default`; its ES module is the loader itself.
const loader = highsModule as unknown as typeof highsModule.default;

let loading: Promise<Highs> | undefined;

/** The solver; the same instance each time. */
export function loadHighs(): Promise<Highs> {
  loading ??= loader();
  return loading;
}
