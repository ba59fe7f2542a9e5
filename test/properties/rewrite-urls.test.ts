import fc from "fast-check";
import { Parser, type Token } from "parse5";
import { describe, expect, test } from "vitest";
import { rewriteUrls } from "../../src/html/rewrite-urls.ts";

const url = fc.constantFrom(
  "a.md",
  "../b.md?x=1&amp;y",
  "/c&#x20;d",
  "https://e.example/",
  "data:image/png;base64,xx==",
  "",
);
const quoted = (value: string): fc.Arbitrary<string> =>
  fc.constantFrom(`"${value}"`, `'${value}'`, ...(/^[^\s'"=]+$/.test(value) ? [value] : []));
const attribute = fc.oneof(
  fc
    .tuple(fc.constantFrom("href", "SRC", "poster", "data", "cite", "title", "xlink:href"), url.chain(quoted))
    .map((pair) => pair.join("=")),
  fc
    .array(
      fc.tuple(
        url.filter((text) => text !== ""),
        fc.constantFrom("", " 1x", " 20w"),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((list) => list.map((pair) => pair.join("")).join(", "))
    .chain(quoted)
    .map((value) => `srcset=${value}`),
);
const piece = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("a", "img", "p", "div", "object", "q", "video", "svg", "image", "foreignObject", "x-y"),
      fc.array(attribute, { maxLength: 3 }),
      fc.constantFrom(">", " />"),
    )
    .map(([name, attributes, end]) => `<${[name, ...attributes].join(" ")}${end}`),
  fc.constantFrom(
    "</a>",
    "</p>",
    "</div>",
    "</svg>",
    "</foreignObject>",
    "</object>",
    "\r\n",
    "text &amp; <",
  ),
  fc.constantFrom("<!-- <a href=x> -->", "<script><img src=x></script>", "<textarea><a href=x></textarea>"),
  fc.constantFrom("<style><img src=x></style>", "<![CDATA[<a href=x>]]>"),
);
const html = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

/**
 * The start tags of HTML according to a complete parser, in order: its tokenizer, driven by its tree builder.
 */
function startTags(text: string): Token.TagToken[] {
  const tags: Token.TagToken[] = [];
  class Recorder extends Parser<import("parse5").DefaultTreeAdapterMap> {
    override onStartTag(tag: Token.TagToken): void {
      tags.push({ ...tag, attrs: tag.attrs.map((attr) => ({ ...attr })) });
      super.onStartTag(tag);
    }
  }
  const parser = Recorder.getFragmentParser(null, { scriptingEnabled: false }) as Recorder;
  parser.tokenizer.write(text, true);
  return tags;
}

const single = (element: string): Set<string> =>
  new Set([
    "href",
    "src",
    "poster",
    "xlink:href",
    ...(element === "object" ? ["data"] : []),
    ...(element === "q" ? ["cite"] : []),
  ]);

describe("rewriteUrls, for any tags", () => {
  test("keeps every byte when the callback keeps the URLs", () => {
    fc.assert(
      fc.property(html, (text) => {
        expect(rewriteUrls(text, (found) => found)).toBe(text);
        expect(rewriteUrls(text, () => undefined)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test("writes exactly the new URLs and keeps everything else, according to a parser", () => {
    fc.assert(
      fc.property(html, (text) => {
        const map = (found: string): string => `/new/${encodeURIComponent(found)}?"'&<`;
        const inList = (found: string): string => map(found);
        const expected = startTags(text).map(({ tagName, attrs }) => ({
          tagName,
          attrs: attrs.map(({ name, value }) => ({
            name,
            value: single(tagName).has(name)
              ? map(value)
              : name === "srcset"
                ? value.replace(/(^|, )([^ ]+?)(?=,? |,?$)/g, (_all, before, found) => before + inList(found))
                : value,
          })),
        }));
        const actual = startTags(rewriteUrls(text, map)).map(({ tagName, attrs }) => ({ tagName, attrs }));
        expect(actual).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
