import { describe, expect, test } from "vitest";
import { type ExcerptOptions, resolveExcerptOptions } from "../../src/excerpt/excerpt-options.ts";

describe("the options of an excerpt", () => {
  test("have the defaults that their documentation tells", () => {
    expect(resolveExcerptOptions({})).toEqual({
      maxLength: 200,
      minWords: 70,
      locale: "en",
      ellipsis: "…",
      markers: new Set([
        "more",
        "truncate",
        "excerpt",
        "readmore",
        "endpreview",
        "endexcerpt",
        "excerptend",
        "fold",
        "break",
        "cut",
      ]),
      order: ["front-matter", "marker", "description", "auto"],
      links: "keep",
      images: "drop",
      frontMatter: "",
      description: "",
      rawHtml: "sanitize",
      path: undefined,
      onMessage: undefined,
    });
  });

  test("are taken as they are given", () => {
    const onMessage = (): void => {};
    const given = {
      maxLength: 1,
      minWords: 1,
      locale: "de",
      ellipsis: "",
      order: [],
      links: "unwrap",
      images: "alt",
      frontMatter: "a",
      description: "b",
      rawHtml: "allow",
      path: "c",
      onMessage,
    } as const;
    expect(resolveExcerptOptions({ ...given, markers: ["Read On"] })).toEqual({
      ...given,
      markers: new Set(["readon"]),
    });
    expect(resolveExcerptOptions({ markers: [] }).markers.size).toBe(0);
  });

  test.each([
    [{ minWords: 0.5 }, "Expected `minWords` to be at least 1, received 0.5"],
    [{ minWords: Number.NaN }, "Expected `minWords` to be at least 1, received NaN"],
    [{ links: "drop" }, 'Expected `links` to be one of "keep", "unwrap", received "drop"'],
    [{ images: "no" }, 'Expected `images` to be one of "drop", "alt", "keep", received "no"'],
    [{ rawHtml: "no" }, 'Expected `rawHtml` to be one of "sanitize", "allow", "escape", received "no"'],
    [{ order: "auto" }, "Expected `order` to be a list, received auto"],
    [
      { order: ["auto", "end"] },
      'Expected `order` to be one of "front-matter", "marker", "description", "auto", received "end"',
    ],
    [{ markers: "more" }, "Expected `markers` to be a list of names, received more"],
    [{ markers: ["more", " "] }, 'Expected a marker to be a name such as "more", received " "'],
    [{ markers: [1] }, 'Expected a marker to be a name such as "more", received 1'],
    [{ locale: "" }, 'Expected `locale` to be a language tag such as "en", received ""'],
    [{ maxLength: -1 }, "Expected `maxLength` to be a whole number above 0, received -1"],
  ])("%j is refused", (options, message) => {
    expect(() => resolveExcerptOptions(options as unknown as ExcerptOptions)).toThrow(message);
  });
});
