import fc from "fast-check";
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, test } from "vitest";
import { splitFenceMeta } from "../../src/highlight/fence/split-fence-meta.ts";
import {
  createHighlighter,
  type Highlighter,
  highlightCode,
  parseFenceMeta,
} from "../../src/highlight/index.ts";

const langs = ["js", "ts", "html", "css", "py", "sh", "md", "yaml", "diff", "json", "text", "nope", "ansi"];
const code = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        "let ",
        "x",
        "\n",
        "// ",
        "/*",
        "*/",
        "'",
        '"',
        "`",
        "${",
        "}",
        "{",
        "<",
        ">",
        "&",
        "é",
        "😀",
        "  ",
        "\t",
        "#",
      ),
      { maxLength: 80 },
    )
    .map((parts) => parts.join("")),
);
const meta = fc
  .array(
    fc.constantFrom(
      "{1}",
      "{1-3}",
      "ins={2}",
      "del=1",
      "focus={1}",
      "/x/",
      '"let"',
      "title='<a>'",
      "showLineNumbers{3}",
      "{",
      "'",
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(" "));

/** What a reader can copy. */
function copyableText(html: string): string {
  return JSDOM.fragment(html).querySelector("code")?.textContent ?? "";
}

/** Characters that HTML cannot contain: NUL, and lone surrogates, which a string parser keeps. */
function normalize(text: string): string {
  return text.replace(/\r\n?/g, "\n").replaceAll("\0", "");
}

describe("any code", () => {
  let inline: Highlighter;
  let classes: Highlighter;
  let other: Highlighter;

  beforeAll(async () => {
    inline = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
    classes = await createHighlighter({ themes: "nord", mode: "class" });
    other = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" }, cacheSize: 0 });
  });

  test("is complete in the HTML", async () => {
    await fc.assert(
      fc.asyncProperty(code, fc.constantFrom(...langs), meta, async (text, lang, metaText) => {
        // Escape sequences and notation are removed on purpose.
        fc.pre(!text.includes("[!code") && !(lang === "ansi" && text.includes("\u001B")));
        for (const highlighter of [inline, classes]) {
          const html = await highlightCode(highlighter, text, { lang, meta: metaText });
          expect(copyableText(html)).toBe(normalize(text));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("has the same HTML each time, with and without a cache, after any other code", async () => {
    await fc.assert(
      fc.asyncProperty(code, fc.constantFrom(...langs), meta, async (text, lang, metaText) => {
        const first = await highlightCode(inline, text, { lang, meta: metaText });
        expect(await highlightCode(inline, text, { lang, meta: metaText })).toBe(first);
        expect(await highlightCode(other, text, { lang, meta: metaText })).toBe(first);
      }),
      { numRuns: 200 },
    );
  });

  test("has the same HTML with any line endings", async () => {
    await fc.assert(
      fc.asyncProperty(code, fc.constantFrom(...langs), async (text, lang) => {
        const lf = text.replace(/\r\n?/g, "\n");
        const run = (value: string) => highlightCode(inline, value, { lang });
        expect(await run(lf.replaceAll("\n", "\r\n"))).toBe(await run(lf));
      }),
      { numRuns: 100 },
    );
  });

  test("never throws with any language and meta on its fence", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        async (lang, metaText) => {
          expect(await highlightCode(inline, "x < y", { lang, meta: metaText })).toContain("&#x3C;");
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("any meta text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(
        fc.constantFrom(
          "{",
          "}",
          "[",
          "]",
          '"',
          "'",
          "/",
          "=",
          ",",
          " ",
          "1",
          "-",
          "5",
          "a",
          "title",
          "ins",
          "\\",
        ),
      )
      .map((parts) => parts.join("")),
  );

  test("returns ascending line numbers without duplicates, within the block", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 20 }), (value, lineCount) => {
        const { highlight, insert, delete: deleted, focus, words } = parseFenceMeta(value, { lineCount });
        for (const list of [highlight, insert, deleted, focus]) {
          expect(list).toEqual([...new Set(list)].sort((a, b) => a - b));
          expect(list.every((line) => line >= 1 && line <= lineCount)).toBe(true);
        }
        expect(words).toEqual([...new Set(words)]);
        expect(words).not.toContain("");
      }),
    );
  });

  test("is split into parts that contain the whole text except white space", () => {
    fc.assert(
      fc.property(text, (value) => {
        const pieces = splitFenceMeta(value, "spaces");
        expect(pieces.join("").replace(/\s/g, "")).toBe(value.replace(/\s/g, ""));
        expect(pieces).not.toContain("");
      }),
    );
  });

  test("is parsed in linear time", () => {
    // Fails through the test's timeout.
    for (const flood of ["{", "[", '"', "'", "/", "{[", "\\", "a=", "{1-", '="', "/a"]) {
      parseFenceMeta(flood.repeat(4_000 / flood.length));
      parseFenceMeta(flood.repeat(100_000));
    }
  });
});
