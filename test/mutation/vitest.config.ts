import type { ViteUserConfig } from "vitest/config";

// The tests that mutants are handed to: those of four modules, or of the one that the variable MODULE names. Properties are not
// among them: they are slow, and a mutant that only they kill has no example that shows what it broke.
const module = process.env.MODULE ?? "{front-matter,excerpt,collection,feed}";

const config: ViteUserConfig = {
  // One page of modules for all runs: a mutant is switched on by a number, not loaded.
  test: { isolate: false, include: [`test/${module}/**/*.test.ts`], testTimeout: 60_000 },
};

export default config;
