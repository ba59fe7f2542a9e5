import type { ViteUserConfig } from "vitest/config";

// Timeouts tell a hang from a busy machine, and no more: no test is about speed.
const config: ViteUserConfig = {
  test: {
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
          testTimeout: 60_000,
          include: ["test/**/*.test.ts"],
          exclude: ["test/properties/**", "test/package/**", "test/spec/**"],
        },
      },
      {
        test: {
          name: "property",
          include: ["test/properties/**/*.test.ts"],
          setupFiles: "test/properties/seed.ts",
          testTimeout: 300_000,
        },
      },
      { test: { name: "spec", include: ["test/spec/**/*.test.ts"], testTimeout: 600_000 } },
      { test: { name: "package", include: ["test/package/**/*.test.ts"], testTimeout: 600_000 } },
      {
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/types/**/*.test-d.ts"],
            tsconfig: "tsconfig.json",
          },
        },
      },
    ],
  },
};

export default config;
