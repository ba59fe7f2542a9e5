import { normalizeTheme } from "shiki/core";
import { bundledThemes } from "shiki/themes";
import { expect, test } from "vitest";
import { createCompositeTheme, createStyleTable } from "../../../src/highlight/tokens/composite-theme.ts";

test("a composite theme evicts paths when there are many, and still returns the same styles", async () => {
  const nord = normalizeTheme(structuredClone((await bundledThemes.nord()).default));
  const theme = createCompositeTheme([nord], createStyleTable());
  const path = { parent: null, scopeName: "keyword" };
  const before = theme.match(path).foregroundId;
  for (let index = 0; index < 50_001; index++) theme.match({ parent: null, scopeName: `x${index}` });
  theme.trim();
  expect(theme.match(path).foregroundId).toBe(before);
  expect(theme.match({ parent: path, scopeName: "x1" }).foregroundId).toBe(before);
  expect(theme.overflowed).toBe(false);
});
