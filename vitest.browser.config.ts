// Runs the stories in a real browser, against the built program on a real database.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["apps/commonwright/test/browser/*.story.ts"],
    globalSetup: ["apps/commonwright/test/browser/program.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
