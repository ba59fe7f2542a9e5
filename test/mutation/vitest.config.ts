import type { ViteUserConfig } from "vitest/config";

// The tests for mutants: those of four modules, or of the module in the variable MODULE. Property tests are excluded:
// they are slow, and a mutant that only they kill has no example that shows the bug.
const module = process.env.MODULE ?? "{front-matter,excerpt,collection,feed}";

const config: ViteUserConfig = {
  // One module cache for all runs: a mutant is activated by a number, not by loading code.
  test: { isolate: false, include: [`test/${module}/**/*.test.ts`], testTimeout: 60_000 },
};

export default config;
