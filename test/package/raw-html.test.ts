import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultSchema } from "hast-util-sanitize";
import { expect, test } from "vitest";
import { droppedWithContent, sanitizeSchema } from "../../src/html/sanitize-schema.ts";
import { root } from "./source-files.ts";

const page = readFileSync(join(root, "docs/markdown.md"), "utf8").replace(/\s+/g, " ");

/** The names in backticks between two phrases of the page. */
function namesBetween(start: string, end: string): string[] {
  const from = page.indexOf(start);
  expect(from, start).not.toBe(-1);
  const text = page.slice(from + start.length, page.indexOf(end, from));
  return [...text.matchAll(/`([a-z]+)`/g)].map(([, name = ""]) => name);
}

test("docs/markdown.md lists every element that is allowed in addition to GitHub's", () => {
  const more = (sanitizeSchema.tagNames ?? []).filter((name) => !defaultSchema.tagNames?.includes(name));
  expect(namesBetween("and also ", "; the attributes").toSorted()).toEqual(more.toSorted());
});

test("docs/markdown.md lists every element that is removed with its content", () => {
  expect(["applet", ...namesBetween("`applet`", " are removed with")].toSorted()).toEqual(
    [...droppedWithContent].toSorted(),
  );
});
