import { describe, expect, test } from "vitest";
import { splitFrontMatter } from "../../src/front-matter/split-front-matter.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

describe("splitFrontMatter", () => {
  test.each([
    ["YAML", "---\ntitle: A\n---\nText\n", "yaml", "title: A\n", "Text\n", 4],
    ["spaces behind the fences", "---  \ntitle: A\n--- \t\nText", "yaml", "title: A\n", "Text", 4],
    ["a close of dots", "---\ntitle: A\n...\nText", "yaml", "title: A\n", "Text", 4],
    ["CRLF", "---\r\ntitle: A\r\n---\r\nText\r\n", "yaml", "title: A\r\n", "Text\r\n", 4],
    ["lone CR", "---\rtitle: A\r---\rText\r", "yaml", "title: A\r", "Text\r", 4],
    ["a byte order mark", "\uFEFF---\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 4],
    ["blank lines before", "\n \n---\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 6],
    ["a comment before", "<!-- licence\n-->\n\n---\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 7],
    ["no line behind the close", "---\ntitle: A\n---", "yaml", "title: A\n", "", 4],
    ["an empty block", "---\n---\nText", "yaml", "", "Text", 3],
    ["comments alone", "---\n# none yet\n---\nText", "yaml", "# none yet\n", "Text", 4],
    ["hyphens inside", "---\ntitle: A\nx: |\n  ---\n---\nText", "yaml", "title: A\nx: |\n  ---\n", "Text", 6],
    ["a longer rule inside", "---\ntitle: A\n----\n---\nText", "yaml", "title: A\n----\n", "Text", 5],
    [
      "a fence in the text",
      "---\ntitle: A\n---\nText\n---\nmore",
      "yaml",
      "title: A\n",
      "Text\n---\nmore",
      4,
    ],
    ["keys in quotes", '---\n"title": A\n---\nText', "yaml", '"title": A\n', "Text", 4],
    ["keys of another script", "---\n제목: 가\n---\n글", "yaml", "제목: 가\n", "글", 4],
    ["a flow mapping", "---\n{title: A}\n---\nText", "yaml", "{title: A}\n", "Text", 4],
    ["YAML by name", "---yaml\ntitle: A\n---\nText", "yaml", "title: A\n", "Text", 4],
    ["TOML", '+++\ntitle = "A"\n+++\nText', "toml", 'title = "A"\n', "Text", 4],
    ["TOML by name", '---toml\ntitle = "A"\n---\nText', "toml", 'title = "A"\n', "Text", 4],
    ["JSON", '{\n  "title": "A }"\n}\nText', "json", '{\n  "title": "A }"\n}\n', "Text", 4],
    ["JSON on a line", '{"title": "A"}\n\nText', "json", '{"title": "A"}\n', "\nText", 2],
    ["JSON by name", '---json\n{"title": "A"}\n---\nText', "json", '{"title": "A"}\n', "Text", 4],
    ["JSON of semicolons", ';;;\n"title": "A"\n;;;\nText', "json", '"title": "A"\n', "Text", 4],
    [
      "header lines",
      "Title: A: b\nDate: 2024-05-01\n\nText",
      "headers",
      "Title: A: b\nDate: 2024-05-01\n",
      "\nText",
      3,
    ],
    ["header lines and hyphens", "title: A\ntags: b\n---\nText", "headers", "title: A\ntags: b\n", "Text", 4],
    [
      "a comment of Nikola",
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
    ["an address", "---\nhttp://example.com/\n---\nText"],
    ["four hyphens", "----\ntitle: A\n----\nText"],
    ["an indented fence", "  ---\ntitle: A\n---\nText"],
    ["an unclosed fence", "---\ntitle: A\n\nText\n"],
    ["unclosed TOML", '+++\ntitle = "A"\n\nText\n'],
    ["an unclosed object", '{\n "title": "A"\nText'],
    ["a fence behind the text", "Text\n---\ntitle: A\n---\n"],
    ["a heading", "Title: A\n---\nText"],
    ["a paragraph with a colon", "Note: this is text.\n\nMore"],
    ["headers that run into text", "Title: A\nand more of the paragraph\n\nText"],
    ["an object with text behind", '{"a": 1} is an object'],
    ["a shortcode", "{{< figure >}}\nText"],
    ["a Liquid tag", "{% include a.html %}\nText"],
    ["an expression of MDX", "{props.title}\nText"],
    ["an export", 'export const meta = { title: "A" };\n\nText'],
    ["a comment and a thematic break", "<!-- more -->\n\n---\n\nText\n\n---\n"],
    ["a comment with dots", "<!--\n.. see: below\n-->\nText"],
    ["a list of dots", ".. see: below\n.. more: A\n\nText"],
    ["a title after dots and text", ".. title: A\nText"],
    ["a comment of a line", "<!-- .. title: A -->\nText"],
    ["an unclosed comment", "<!-- \n---\ntitle: A\n---\n"],
  ])("%s is no front matter: all of it is body", (_name, source) => {
    expect(splitFrontMatter(source)).toEqual({ format: undefined, matter: "", body: source, bodyLine: 1 });
  });

  test("a byte order mark is not part of the body", () => {
    expect(splitFrontMatter("\uFEFFText").body).toBe("Text");
  });

  test("`blank` puts a blank line for each line before the body", () => {
    const { body, bodyLine } = splitFrontMatter("\r\n---\r\ntitle: A\r\n---\r\nText", { blank: true });
    expect(body).toBe("\n\n\n\nText");
    expect(bodyLine).toBe(5);
    expect(splitFrontMatter("Text", { blank: true }).body).toBe("Text");
  });
});

describe("a block that is nearly front matter", () => {
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
    "%j is a text like any other",
    (source) => {
      const { messages } = createPostParser().sync(source, { path: "a.md" });
      expect(messages.map(({ ruleId }) => ruleId)).toEqual(["title-missing"]);
    },
  );
});

test.each(["\u00a0draft: true", "\u200bdraft: true", "draft\u3000: true"])(
  "an invisible character beside a key changes nothing: %j",
  (line) => {
    expect(createPostParser().sync(`---\ntitle: T\n${line}\n---\nx`).draft).toBe(true);
  },
);
