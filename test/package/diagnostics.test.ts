import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/diagnostics/rules.ts";
import { root } from "./source-files.ts";

const page = readFileSync(join(root, "docs/diagnostics.md"), "utf8");
const tests = globSync("test/**/*.ts", { cwd: root, absolute: true })
  .filter((file) => !file.includes("test/package/diagnostics"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
const ids = Object.keys(rules);

describe("rule ids", () => {
  test("each have a heading in docs/diagnostics.md, and each heading is a rule", () => {
    const headings = [...page.matchAll(/^### (\S+)/gm)].map(([, id = ""]) => id.replaceAll("`", ""));
    expect(headings.toSorted()).toEqual(ids.toSorted());
  });

  test("each have a description below the heading", () => {
    const sections = page.split(/^### /gm).slice(1);
    const short = sections.filter((section) => section.split("\n").slice(1).join(" ").trim().length < 60);
    expect(short.map((section) => section.split("\n")[0])).toEqual([]);
  });

  test("each occur in a test", () => {
    expect(ids.filter((id) => !new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(tests))).toEqual([]);
  });

  test("have the documented severity", () => {
    const sections = page.split(/^### /gm).slice(1);
    const wrong = sections.flatMap((section) => {
      const id = section.split("\n")[0]?.replaceAll("`", "").trim() ?? "";
      const level = /^_(error|warning|info)(?=[_;])/m.exec(section)?.[1];
      return level === rules[id as keyof typeof rules] ? [] : [`${id}: ${level}`];
    });
    expect(wrong).toEqual([]);
  });
});
