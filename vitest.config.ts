// Runs every package's tests against the TypeScript sources, so that no test can pass on a stale build.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["packages/*/test/**/*.test.{ts,tsx}", "apps/*/test/**/*.test.ts", "tools/test/**/*.test.ts", "examples/test/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
