import { describe, expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";

describe("`excerpt_separator` in the front matter", () => {
  test.each([
    ["<!-- snip -->", "One.\n\n<!-- snip -->\n\nTwo."],
    ["<!--snip-->", "One.\n\n<!-- snip -->\n\nTwo."],
    ["'---'", "One.\n\n---\n\nTwo.\n\n---\n\nThree."],
    ["'[[more]]'", "One.\n\n[[more]]\n\nTwo."],
    ["'***more***'", "One.\n\n***more***\n\nTwo."],
    ["'`more` __x__'", "One.\n\n`more` __x__\n\nTwo."],
    ["<hr>", "One.\n\n<hr>\n\nTwo."],
    ["<read-more />", "One.\n\n<read-more />\n\nTwo."],
  ])("%s ends the excerpt of its post", (separator, body) => {
    const parse = createPostParser();
    const post = parse.sync(`---\ntitle: T\nexcerpt_separator: ${separator}\n---\n${body}`);
    expect(post.excerpt).toMatchObject({ text: "One.", source: "marker", truncated: true });
    expect(post.html).not.toContain("more");
    expect(parse.sync(`---\ntitle: T\n---\n${body}`).excerpt.source).toBe("auto");
  });

  test("can have another key", () => {
    const parse = createPostParser({ aliases: { excerptSeparator: ["cut_at"] } });
    expect(parse.sync("---\ntitle: T\ncut_at: snip\n---\nOne.\n\nsnip\n\nTwo.").excerpt.text).toBe("One.");
    const post = parse.sync("---\ntitle: T\nexcerpt_separator: snip\n---\nOne.\n\nsnip\n\nTwo.");
    expect(post.excerpt.source).toBe("auto");
  });

  test("keeps the usual markers, and is ignored when blank", () => {
    const parse = createPostParser();
    const matter = "---\ntitle: T\nexcerpt_separator: snip\n---\n";
    expect(parse.sync(`${matter}One.\n\n<!-- more -->\n\nTwo.`).excerpt.source).toBe("marker");
    const blank = '---\ntitle: T\nexcerpt_separator: "\\n\\n"\n---\n';
    expect(parse.sync(`${blank}One.\n\nTwo.`).excerpt.source).toBe("auto");
  });
});
