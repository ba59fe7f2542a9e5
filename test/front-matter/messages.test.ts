import { expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseFrontMatterSync } from "../../src/front-matter/parse-front-matter.ts";

/** The exact messages about front matter: position, reason and what to do. */
const reported: readonly (readonly [source: string, messages: readonly string[]])[] = [
  [
    '---\ntitle: "a\u0001b\u001f"\n---\n',
    [
      "2:10 front-matter-control: The front matter contains the control character U+0001. Delete it; editors can show invisible characters.",
      "2:12 front-matter-control: The front matter contains the control character U+001F. Delete it; editors can show invisible characters.",
    ],
  ],
  [
    "---\na: {__proto__: 1}\n---\n",
    [
      "2:5 front-matter-key: `__proto__` is not allowed as a key: it would replace an object's prototype. Rename the key.",
    ],
  ],
  [
    "---\na: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n---\n",
    [
      "2:68 limit-front-matter: Lists and mappings in the front matter are nested more than 64 levels deep. Flatten it, or move the data to a file of its own.",
    ],
  ],
  [
    "---\ntitle: [a]\n---\n",
    ["2:8 front-matter-type: `title` is a list, not text. Put the title in quotes."],
  ],
  [
    "---\ntitle: {a: b}\n---\n",
    ["2:8 front-matter-type: `title` is a mapping, not text. Put the title in quotes."],
  ],
  [
    "---\ntitle: 5\n---\n",
    [
      '2:8 front-matter-type: `title` is a number; it is read as the text "5". Put it in quotes: `title: "5"`.',
    ],
  ],
  [
    "---\na: 1\n%foo: 1\n---\n",
    [
      "3:1 front-matter-syntax: A key or value without quotes may not start with this character. Put it in quotes.",
    ],
  ],
  [
    "---\nb: *nope\n---\n",
    [
      "2:4 front-matter-repaired: The value is not valid YAML; it is read as the text `*nope`. Put the value in quotes.",
    ],
  ],
  [
    "---\na: !x y\n---\n",
    [
      "2:4 front-matter-tag: The tag `!x` asks for a type that front matter cannot contain. Remove the tag; put the value in quotes if the exclamation mark is part of the text.",
    ],
  ],
  [
    "---\na: &a [*a]\n---\n",
    [
      "2:8 front-matter-alias: The alias `*a` is inside the value that it refers to. Put the value in quotes if the asterisk is part of the text.",
    ],
  ],
  [
    "---\ntitel: a\n---\n",
    [
      "2:1 front-matter-typo: The key `titel` is not known. Did you mean `title`?. Write `title`; if `titel` is a key of your own, name it in the schema.",
    ],
  ],
  [
    "---\nauthor: {}\n---\n",
    [
      "2:9 front-matter-type: `author` names no author. Write a name, a list of names, or `{ name, url, email }`.",
    ],
  ],
  [
    "---\nauthor: {name: Ada, url: 'javascript:x'}\n---\n",
    [
      "2:26 front-matter-url: The author's URL `javascript:x` is left out: only http, https, mailto, tel and relative URLs are safe. Use a URL that starts with `https://` or `/`.",
    ],
  ],
  [
    "---\ncanonical: 'javascript:x'\n---\n",
    [
      "2:12 front-matter-url: The canonical URL `javascript:x` is left out: only http, https, mailto, tel and relative URLs are safe. Use a URL that starts with `https://` or `/`.",
    ],
  ],
  [
    "---\nimage: 'javascript:x'\n---\n",
    [
      "2:8 front-matter-url: The image `javascript:x` is left out: only http, https, mailto, tel and relative URLs are safe. Use a URL that starts with `https://` or `/`.",
    ],
  ],
  [
    "---\ndate: 2026-02-30\n---\n",
    [
      "2:7 date-invalid: `date: 2026-02-30` is not a valid date: the month 2026-02 has 28 days. Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.",
    ],
  ],
  [
    "---\ndate: soon\n---\n",
    [
      "2:7 date-invalid: `date: soon` is not a valid date: the form is not known. Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.",
    ],
  ],
  [
    "---\ndate: 12 März 2024\n---\n",
    [
      "2:7 date-invalid: `date: 12 März 2024` is not a valid date: the names of months are read in English only. Write `2024-03-12`, if that day is meant.",
    ],
  ],
  [
    "---\ndate: 03/04/2026\n---\n",
    [
      "2:7 date-ambiguous: `date` can be read in more than one way: `03/04/2026` is read as month/day/year, as JavaScript does. Write it as `2026-03-04` if that is meant.",
    ],
  ],
  [
    "---\nslug: A B\n---\n",
    [
      "2:7 slug-changed: The slug `A B` becomes `a-b`. A slug is one part of a URL: lower-case letters, digits and hyphens.",
    ],
  ],
  [
    "---\nslug: '///'\n---\n",
    [
      "2:7 slug-changed: The slug `///` has no letters or digits; it is left out. Write a slug of letters, digits and hyphens.",
    ],
  ],
  [
    "---\nlang: 'no language'\n---\n",
    [
      "2:7 front-matter-type: `no language` is not a language tag; it is left out. Write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`.",
    ],
  ],
  [
    "---\ndraft: maybe\n---\n",
    [
      "2:8 front-matter-type: `draft` is neither true nor false; the post is treated as a draft. Write `draft: true` or `draft: false`.",
    ],
  ],
  [
    "---\nseries: {part: 2}\n---\n",
    ["2:9 front-matter-type: `series` names no series. Write the series' name, or `{ name, part, total }`."],
  ],
  [
    "---\nseries: a\npart: x\n---\n",
    ["3:7 front-matter-type: `x` is not the number of a part. Write a number, `part: 3`."],
  ],
  [
    "---\nseries: {name: a, status: odd}\n---\n",
    ["2:27 front-matter-type: `odd` is not a status of a series. Write `ongoing`, `complete` or `paused`."],
  ],
  [
    "---\ntags: {a: b}\n---\n",
    [
      "2:7 front-matter-type: `tags` contains no tag that can be read. Write a list, `[queues, rust]`, or text with commas.",
    ],
  ],
  [
    "---\n\ttitle: a\n---\n",
    [
      "2:1 front-matter-repaired: The line is indented with a tab; a tab is read as two spaces. Use spaces: YAML does not allow tabs for indentation.",
    ],
  ],
  [
    '---\ntitle: "a\nb: c\n---\n',
    [
      "2:8 front-matter-repaired: The value is not valid YAML; it is read as the text `a`. Put the value in quotes.",
    ],
  ],
  [
    '---\ntitle: "a\nb c"\n---\n',
    [
      "3:1 front-matter-repaired: The quoted text continues in lines that are not indented; it is read as one text. Indent its lines by two spaces.",
    ],
  ],
  [
    "---\ntitle: a: b\n---\n",
    [
      "2:8 front-matter-repaired: The value is not valid YAML; it is read as the text `a: b`. Put the value in quotes.",
    ],
  ],
  [
    "---\ntitle:a\n---\n",
    [
      "2:7 front-matter-repaired: The colon after `title` has no space after it; it is read as the end of a key. Put a space after the colon.",
    ],
  ],
  [
    "---\ntitle：a\n---\n",
    [
      "2:6 front-matter-repaired: The colon after `title` is a wide character; it is read as an ordinary one. Write `:` and a space, in the width of Latin letters.",
    ],
  ],
  [
    "---\ntitle: a\ngoes on\n---\n",
    [
      "3:1 front-matter-repaired: The line is not a `key: value`; it is read as the rest of the value above. Indent it by two spaces.",
    ],
  ],
  [
    "---\na: 1\na: 2\n---\n",
    [
      "3:1 front-matter-duplicate-key: The key `a` is given twice; the last one is used. Remove one of the two.",
    ],
  ],
  [
    "+++\na = \n+++\n",
    [
      '2:5 front-matter-syntax: This is not valid TOML: the value is missing or has no quotes. Put text in quotes: `key = "value"`.',
    ],
  ],
  [
    "+++\na = 1\na = 2\n+++\n",
    [
      "3:1 front-matter-syntax: This is not valid TOML: the key or table is given twice. Remove one of the two.",
    ],
  ],
  [
    "+++\n[__proto__]\na=1\n+++\n",
    [
      "2:1 front-matter-key: `__proto__` is not allowed as a key: it would replace an object's prototype. Rename the key.",
    ],
  ],
  [
    '{"a" 1}\n',
    [
      "1:6 front-matter-syntax: This is not valid JSON: a comma or a colon is missing inside the brackets. Put keys and text in double quotes, a colon after each key and a comma between values.",
    ],
  ],
  [
    '{"a": "b\nc"}\n',
    [
      "1:1 front-matter-unclosed: The front matter opened by `{` is never closed; all of it is read as text of the post. Close the object with `}`.",
    ],
  ],
  [
    '{"a": tru}\n',
    [
      "1:7 front-matter-syntax: This is not valid JSON: `tru` is not a JSON value. Put keys and text in double quotes, a colon after each key and a comma between values.",
    ],
  ],
  [
    '{"a": [1 2]}\n',
    [
      "1:9 front-matter-syntax: This is not valid JSON: a comma is missing after `1`. Put keys and text in double quotes, a colon after each key and a comma between values.",
    ],
  ],
  [
    '{"a": 1\n\n',
    [
      "1:1 front-matter-unclosed: The front matter opened by `{` is never closed; all of it is read as text of the post. Close the object with `}`.",
    ],
  ],
  [
    '{"a": 01}\n',
    [
      "1:7 front-matter-syntax: This is not valid JSON: `01` is not a JSON value. Put keys and text in double quotes, a colon after each key and a comma between values.",
    ],
  ],
  [
    "---\ntitle: a\n",
    [
      "1:1 front-matter-unclosed: The front matter opened by `---` is never closed; all of it is read as text of the post. Close it with a line of the same characters.",
    ],
  ],
  [
    "+++\ntitle = 'a'\n",
    [
      "1:1 front-matter-unclosed: The front matter opened by `+++` is never closed; all of it is read as text of the post. Close it with a line of the same characters.",
    ],
  ],
  [
    "---xyz\na: 1\n---\n",
    [
      "1:1 front-matter-unknown: Front matter in this language is not read, and never run: `---xyz`. Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.",
    ],
  ],
  [
    "export const metadata = {}\n",
    [
      "1:1 front-matter-unknown: Metadata in code is not read: `export const metadata`. Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.",
    ],
  ],
  [
    "% Queues\n% Ada Lovelace\n\nText",
    [
      "1:1 front-matter-unknown: Metadata of Pandoc and Org is not read: `% Queues % Ada Lovelace`. Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.",
    ],
  ],
  [
    "#+TITLE: Queues\n#+DATE: 2026-05-01\n\nText",
    [
      "1:1 front-matter-unknown: Metadata of Pandoc and Org is not read: `#+TITLE: Queues`. Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.",
    ],
  ],
  ["% of all\npeople\n", []],
  [
    "+++\ntitle: a\n+++\n",
    [
      '2:6 front-matter-syntax: This is not valid TOML: this line is not a `key = value`. Write `key = "value"`, with an equals sign.',
    ],
  ],
  [
    "---\ntitle: C# tips #1: go\n---\n",
    [
      "2:16 front-matter-comment: `#` after a space starts a comment. The value ends before it, as `C# tips`, and the rest is lost: `#1: go`. Put the whole value in quotes, or a space after the `#` if it is a comment.",
    ],
  ],
  [
    "---\ntags: #a #b\n---\n",
    [
      "2:7 front-matter-comment: `#` after a space starts a comment. The value is lost: `#a #b`. Put the whole value in quotes, or a space after the `#` if it is a comment.",
    ],
  ],
  [
    "---\ntags: [c#, @angular]\n---\n",
    [
      "2:12 front-matter-repaired: The item is not valid YAML without quotes; it is read as the text `@angular`. Put the item in quotes.",
    ],
  ],
  [
    "---\ntags: [a,, b]\n---\n",
    ["2:10 front-matter-repaired: There is an extra comma; it is ignored. Remove the comma."],
  ],
  [
    "---\ntags: [\na,\nb\n]\n---\n",
    [
      "3:1 front-matter-repaired: The brackets continue in lines that are not indented; they are read as if they were. Indent the lines by two spaces.",
    ],
  ],
  [
    "---\ntags: 'a', 'b'\n---\n",
    [
      "2:7 front-matter-repaired: The value is not valid YAML; it is read as the list `['a', 'b']`. Put the list in brackets.",
    ],
  ],
  [
    "---\ntags: a b c\n---\n",
    [
      '2:7 front-matter-tags: `a b c` is read as one tag; Jekyll reads 3, one per word. Write a list, `[queues, rust]`, or set the option `tagSeparator: "space"` for posts written for Jekyll.',
    ],
  ],
  [
    "---\ntitle: Tom&#8217;s &amp; Co\n---\n",
    [
      "2:8 front-matter-entity: The text contains HTML character references; it is read as `Tom’s & Co`. Write the characters themselves.",
    ],
  ],
  [
    "---\ndate: Last Modified\n---\n",
    [
      "2:7 date-invalid: `date: Last Modified` asks for a date of the file or of git, which is not looked up; it is left out. Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.",
    ],
  ],
  [
    "---\ndraft: true\ndate: TBD\n---\n",
    [
      "3:7 date-invalid: `date: TBD` is not a valid date: the form is not known; it is left out. Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.",
    ],
  ],
  [
    "---\ndate: 2026-01-02T25:00\n---\n",
    [
      "2:7 date-invalid: `date: 2026-01-02T25:00` is not a valid date: there is no time `25:00`. Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.",
    ],
  ],
];

test.each(reported)("the messages about %j", (source, messages) => {
  let found: ContentError["messages"];
  try {
    found = parseFrontMatterSync(source).messages;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    found = error.messages;
  }
  expect(
    found.map(({ line, column, ruleId, reason, note }) => `${line}:${column} ${ruleId}: ${reason}. ${note}`),
  ).toEqual(messages);
});
