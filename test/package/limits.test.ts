import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../src/diagnostics/rules.ts";
import { resolveHighlightLimits } from "../../src/highlight/highlighter-options.ts";
import { resolvePostLimits } from "../../src/post/post-parser-options.ts";
import { root } from "./source-files.ts";

const page = readFileSync(join(root, "docs/limits.md"), "utf8");
const limits = Object.entries({ ...resolvePostLimits(), ...resolveHighlightLimits() });

test.each(limits)("docs/limits.md lists %s with its default", (name, value) => {
  const [, documented] = new RegExp(`^\\| \`${name}\` +\\| ([^|]+?) +\\|`, "m").exec(page) ?? [];
  if (value === undefined) expect(documented).toMatch(/length of the text/);
  else expect(documented).toBe(value.toLocaleString("en"));
});

test("docs/limits.md lists every rule about a limit", () => {
  const ids = Object.keys(rules).filter((id) => /^(limit|isolation)-/.test(id));
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter((id) => !page.includes(`#${id})`))).toEqual([]);
});
