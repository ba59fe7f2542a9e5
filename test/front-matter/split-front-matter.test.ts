import { describe, expect, test } from "vitest";
import { splitFrontMatter } from "../../src/front-matter/split-front-matter.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

describe("splitFrontMatter", () => {
  test.each([
    ["YAML", "---\ntitle: A\n---\nText\n", "yaml", "title: A\n", "Text\n", 4],
    ["spaces after the fences", "---  \ntitle: A\n--- \t\nText", "yaml", "title: A\n", "Text", 4],
    ["a closing line of dots", "---\ntitle: A\n...\nText", "yaml", "title: A\n", "Text", 4],
    ["CRLF", "---\r\ntitle: A\r\n---\r\nText\r\n", "yaml", "title: A\r\n", "Text\r\n", 4],
    ["lone CR", "---\rtitle: A\r---\rText\r", "yaml", "title: A\r", "Text\r", 4],
    ["a byte order mark", "\uFEFF---\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 4],
    ["blank lines before the front matter", "\n \n---\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 6],
    [
      "a comment before the front matter",
      "<!-- licence\n-->\n\n---\ntitle: A\n---\nText",
      "yaml",
      "title: A\n",
      "Text",
      7,
    ],
    ["no text after the closing fence", "---\ntitle: A\n---", "yaml", "title: A\n", "", 4],
    ["an empty block", "---\n---\nText", "yaml", "", "Text", 3],
    ["only comments", "---\n# none yet\n---\nText", "yaml", "# none yet\n", "Text", 4],
    [
      "hyphens in a value",
      "---\ntitle: A\nx: |\n  ---\n---\nText",
      "yaml",
      "title: A\nx: |\n  ---\n",
      "Text",
      6,
    ],
    [
      "a longer line of hyphens in the front matter",
      "---\ntitle: A\n----\n---\nText",
      "yaml",
      "title: A\n----\n",
      "Text",
      5,
    ],
    [
      "a fence in the text",
      "---\ntitle: A\n---\nText\n---\nmore",
      "yaml",
      "title: A\n",
      "Text\n---\nmore",
      4,
    ],
    ["keys in quotes", '---\n"title": A\n---\nText', "yaml", '"title": A\n', "Text", 4],
    ["keys in another script", "---\n제목: 가\n---\n글", "yaml", "제목: 가\n", "글", 4],
    ["a flow mapping", "---\n{title: A}\n---\nText", "yaml", "{title: A}\n", "Text", 4],
    ["YAML named in the fence", "---yaml\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 4],
    ["TOML", '+++\ntitle = "A"\n+++\nText', "toml", 'title = "A"\n', "Text", 4],
    ["TOML named in the fence", '---toml\ntitle = "A"\n---\nText', "toml", 'title = "A"\n', "Text", 4],
    ["JSON", '{\n  "title": "A }"\n}\nText', "json", '{\n  "title": "A }"\n}\n', "Text", 4],
    ["JSON on one line", '{"title": "A"}\n\nText', "json", '{"title": "A"}\n', "\nText", 2],
    ["JSON named in the fence", '---json\n{"title": "A"}\n---\nText', "json", '{"title": "A"}\n', "Text", 4],
    ["JSON between semicolons", ';;;\n"title": "A"\n;;;\nText', "json", '"title": "A"\n', "Text", 4],
    [
      "header lines",
      "Title: A: b\nDate: 2024-05-01\n\nText",
      "headers",
      "Title: A: b\nDate: 2024-05-01\n",
      "\nText",
      3,
    ],
    [
      "header lines before a line of hyphens",
      "title: A\ntags: b\n---\nText",
      "headers",
      "title: A\ntags: b\n",
      "Text",
      4,
    ],
    [
      "a Nikola comment",
      "<!--\n.. title: A: b\n.. date: 2024-05-01 UTC+02:00\n\n-->\n\nText",
      "headers",
      ".. title: A: b\n.. date: 2024-05-01 UTC+02:00\n\n",
      "\nText",
      6,
    ],
    [
      "lines of Nikola without a comment",
      ".. title: A: b\n.. slug: a\n.. tags:\n.. date: 2024-05-01 10:00:00 UTC\n\nText",
      "headers",
      ".. title: A: b\n.. slug: a\n.. tags:\n.. date: 2024-05-01 10:00:00 UTC\n",
      "\nText",
      5,
    ],
    [
      "another language",
      "---js\nmodule.exports = {}\n---\nText",
      undefined,
      "module.exports = {}\n",
      "Text",
      4,
    ],
  ] as const)("%s", (_name, source, format, matter, body, bodyLine) => {
    expect(splitFrontMatter(source)).toEqual({ format, matter, body, bodyLine });
  });

  test.each([
    ["nothing", ""],
    ["a thematic break and prose", "---\n\nIt was a dark night.\n\n---\n\nMore"],
    ["a thematic break and a list", "---\n- a\n- b\n---\nText"],
    ["two thematic breaks", "---\n\nText"],
    ["a URL between fences", "---\nhttp://example.com/\n---\nText"],
    ["four hyphens", "----\ntitle: A\n----\nText"],
    ["an indented fence", "  ---\ntitle: A\n---\nText"],
    ["an unclosed fence", "---\ntitle: A\n\nText\n"],
    ["unclosed TOML", '+++\ntitle = "A"\n\nText\n'],
    ["an unclosed object", '{\n "title": "A"\nText'],
    ["a fence after the text", "Text\n---\ntitle: A\n---\n"],
    ["a heading", "Title: A\n---\nText"],
    ["a paragraph with a colon", "Note: this is text.\n\nMore"],
    ["header lines without a blank line before the text", "Title: A\nand more of the paragraph\n\nText"],
    ["an object with text after it", '{"a": 1} is an object'],
    ["a shortcode", "{{< figure >}}\nText"],
    ["a Liquid tag", "{% include a.html %}\nText"],
    ["an MDX expression", "{props.title}\nText"],
    ["an export", 'export const meta = { title: "A" };\n\nText'],
    ["a comment and a thematic break", "<!-- more -->\n\n---\n\nText\n\n---\n"],
    ["a comment with dots", "<!--\n.. see: below\n-->\nText"],
    ["a list of dots", ".. see: below\n.. more: A\n\nText"],
    ["a title after dots and text", ".. title: A\nText"],
    ["a single-line comment", "<!-- .. title: A -->\nText"],
    ["an unclosed comment", "<!-- \n---\ntitle: A\n---\n"],
  ])("%s is not front matter and belongs to the body", (_name, source) => {
    expect(splitFrontMatter(source)).toEqual({ format: undefined, matter: "", body: source, bodyLine: 1 });
  });

  test("a byte order mark is not part of the body", () => {
    expect(splitFrontMatter("\uFEFFText").body).toBe("Text");
  });

  test("`blank` replaces each line before the body with a blank line", () => {
    const { body, bodyLine } = splitFrontMatter("\r\n---\r\ntitle: A\r\n---\r\nText", { blank: true });
    expect(body).toBe("\n\n\n\nText");
    expect(bodyLine).toBe(5);
    expect(splitFrontMatter("Text", { blank: true }).body).toBe("Text");
  });
});

describe("a block that is almost front matter", () => {
  test.each([
    [" ---\ntitle: T\ndraft: true\n---\nx", "---"],
    ["----\ntitle: T\ndraft: true\n----\nx", "----"],
    ["--- # a comment\ntitle: T\n---\nx", "--- # a comment"],
    ["---title: T\ndraft: true\n---\nx", "---title: T"],
    ["\u200b---\ndraft: true\n---\nx", "\u200b---"],
    ["---\n- title: T\n- draft: true\n---\nx", "---"],
  ])("%j is text, with a warning", (source, shown) => {
    expect(splitFrontMatter(source)).toMatchObject({ format: undefined, body: source });
    const { messages } = createPostParser().sync(source, { path: "a.md" });
    const unknown = messages.filter(({ ruleId }) => ruleId === "front-matter-unknown");
    expect(unknown.map(({ line, reason }) => [line, reason])).toEqual([
      [
        1,
        `This block is read as text: front matter starts with a line of exactly \`---\`, then a \`key: value\`: \`${shown}\``,
      ],
    ]);
  });

  test.each(["---\n\nA note: b\n\n---\nx", "----\nx\n----\n", "---title: T", "----\n\ntitle: T"])(
    "%j is ordinary text",
    (source) => {
      const { messages } = createPostParser().sync(source, { path: "a.md" });
      expect(messages.map(({ ruleId }) => ruleId)).toEqual(["title-missing"]);
    },
  );
});

test.each(["\u00a0draft: true", "\u200bdraft: true", "draft\u3000: true"])(
  "an invisible character next to a key is ignored: %j",
  (line) => {
    expect(createPostParser().sync(`---\ntitle: T\n${line}\n---\nx`).draft).toBe(true);
  },
);
