import { join } from "node:path";
import type { ViteUserConfig } from "vitest/config";

// Timeouts tell a hang from a busy machine, and no more: no test is about speed. Test files share their modules
// (`isolate: false`), which halves the time: loading the parsers and grammars for each file took as long as the tests. A
// test that mocks a module calls `vi.resetModules` before and after.
const config: ViteUserConfig = {
  test: {
    // Vitest's default leaves one processor free, which on a machine with two is half of the speed.
    maxWorkers: "100%",
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/**/index.ts"],
      reporter: ["text-summary", "json-summary"],
    },
    projects: [
      {
        test: {
          name: "runtime",
          // The scripts in examples/migration import the package; here that is its source.
          alias: [
            { find: /^galley$/, replacement: join(import.meta.dirname, "src/index.ts") },
            { find: /^galley\/node$/, replacement: join(import.meta.dirname, "src/node/index.ts") },
          ],
          isolate: false,
          testTimeout: 60_000,
          include: ["test/**/*.test.ts"],
          exclude: ["test/properties/**", "test/package/**", "test/spec/**"],
        },
      },
      {
        test: {
          name: "property",
          isolate: false,
          include: ["test/properties/**/*.test.ts"],
          setupFiles: "test/properties/seed.ts",
          testTimeout: 300_000,
        },
      },
      {
        test: { name: "spec", isolate: false, include: ["test/spec/**/*.test.ts"], testTimeout: 600_000 },
      },
      {
        test: {
          name: "package",
          isolate: false,
          include: ["test/package/**/*.test.ts"],
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/types/**/*.test-d.ts"],
            // Only these files and what they import: `npm run types` checks everything.
            tsconfig: "test/types/tsconfig.json",
          },
        },
      },
    ],
  },
};

export default config;
