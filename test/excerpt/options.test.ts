import { describe, expect, test } from "vitest";
import { type ExcerptOptions, resolveExcerptOptions } from "../../src/excerpt/excerpt-options.ts";
import { extractExcerpt, extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { excerptOf, textOfHtml } from "./excerpt-of.ts";

describe("excerpt options", () => {
  test("have the documented defaults", () => {
    expect(resolveExcerptOptions({})).toMatchObject({
      maxLength: 200,
      minWords: 70,
      locale: "en",
      ellipsis: "…",
      order: ["front-matter", "marker", "description", "auto"],
      links: "keep",
      images: "drop",
      rawHtml: "sanitize",
    });
  });

  test("can be undefined, which means the default", () => {
    const unset = Object.fromEntries(Object.keys(resolveExcerptOptions({})).map((name) => [name, undefined]));
    expect(resolveExcerptOptions(unset)).toEqual(resolveExcerptOptions({}));
  });

  test.each([
    [{ minWords: 0 }, RangeError, "Expected `minWords` to be at least 1, received 0"],
    [{ minWords: Number.NaN }, RangeError, "Expected `minWords` to be at least 1, received NaN"],
    [{ links: "drop" }, RangeError, 'Expected `links` to be one of "keep", "unwrap", received "drop"'],
    [{ images: "no" }, RangeError, 'Expected `images` to be one of "drop", "alt", "keep", received "no"'],
    [
      { rawHtml: "no" },
      RangeError,
      'Expected `rawHtml` to be one of "sanitize", "allow", "escape", received "no"',
    ],
    [{ order: "auto" }, TypeError, 'Expected `order` to be an array, received "auto"'],
    [
      { order: ["auto", "end"] },
      RangeError,
      'Expected `order` to be one of "front-matter", "marker", "description", "auto", received "end"',
    ],
    [{ markers: "more" }, TypeError, 'Expected `markers` to be a list of names, received "more"'],
    [
      { markers: ["more", " "] },
      TypeError,
      'Expected a marker to be a name such as "more" or a text such as "---", received " "',
    ],
    [
      { markers: [1] },
      TypeError,
      'Expected a marker to be a name such as "more" or a text such as "---", received 1',
    ],
    [{ locale: "no_such" }, RangeError, "Expected `locale` to be a language tag"],
    [{ maxLength: 0 }, RangeError, "Expected `maxLength` to be a whole number"],
    [{ maxLength: 1.5 }, RangeError, "Expected `maxLength` to be a whole number"],
  ])("throws for %j", (options, error, message) => {
    for (const make of [excerptOf, textOfHtml]) {
      const call = (): unknown => make("text", options as unknown as ExcerptOptions);
      expect(call).toThrow(error);
      expect(call).toThrow(message);
    }
  });
});

describe("arguments of the wrong type", () => {
  test.each([
    [{ description: null }, "Expected `description` to be a string, received null"],
    [{ frontMatter: 1 }, "Expected `frontMatter` to be a string, received 1"],
    [{ ellipsis: null }, "Expected `ellipsis` to be a string, received null"],
    [{ listSeparator: ["; "] }, "Expected `listSeparator` to be a string, received an array"],
    [null, "Expected `options` to be an object, received null"],
  ])("%j throws a TypeError", (options, message) => {
    const call = (): unknown => excerptOf("Text.", options as unknown as ExcerptOptions);
    expect(call).toThrow(new TypeError(message));
  });

  test.each(["maxWords", "maxSentences", "maxParagraphs", "maxHtmlLength"])(
    "`%s` must be a whole number",
    (name) => {
      for (const value of [0, 1.5, "3"])
        expect(() => excerptOf("Text.", { [name]: value })).toThrow(
          `Expected \`${name}\` to be a whole number`,
        );
    },
  );

  test("a string is not a tree, and a number is not HTML", () => {
    const given = (value: unknown) => () => extractExcerpt(value as Parameters<typeof extractExcerpt>[0]);
    expect(given("text")).toThrow(TypeError);
    expect(given("text")).toThrow(
      'Expected `tree` to be a tree of Markdown (mdast), as parseMarkdown returns it, received "text"',
    );
    expect(given(undefined)).toThrow(TypeError);
    expect(given({ type: "text", value: "a" })).toThrow(TypeError);
    const html = () => extractExcerptFromHtml(1 as unknown as string);
    expect(html).toThrow(new TypeError("Expected `html` to be a string, received 1"));
  });
});
