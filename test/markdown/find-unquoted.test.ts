import { expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const found = (markdown: string): string[] =>
  createPostParser()
    .sync(`---\ntitle: T\n---\n${markdown}`)
    .messages.filter(({ ruleId }) => ruleId === "html-unquoted")
    .map(({ line, column, message, note }) => `${line}:${column} ${message}. ${note}`);

test.each([
  [
    "see <img src=/a/b.png> and <a href=https://x.y/z>q</a>",
    [
      '4:5 The tag <img> is shown as text: the value of "src" has a slash and no quotes. Write `src="/a/b.png"`.',
      '4:28 The tag <a> is shown as text: the value of "href" has a slash and no quotes. Write `href="https://x.y/z"`.',
    ],
  ],
  [
    "- a\n- b <a class=c title='d e' href=/f/h>g</a>",
    ['5:5 The tag <a> is shown as text: the value of "href" has a slash and no quotes. Write `href="/f/h"`.'],
  ],
])("%j is reported at its position", (markdown, messages) => {
  expect(found(markdown)).toEqual(messages);
});

test.each([
  'see <img src="/a/b.png">',
  "<p><img src=/a/b.png></p>",
  "see <img src=a.png> <a href=/f>g</a>",
  "`<img src=/a/b.png>`",
  "```html\nx <img src=/a/b.png>\n```",
  "\\<img src=/a/b.png>",
  "if a <b and c=d/e then",
  "<!-- <img src=/a/b.png> -->",
])("%j is not reported", (markdown) => {
  expect(found(markdown)).toEqual([]);
});
