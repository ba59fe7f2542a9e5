import { expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const found = (markdown: string): string[] =>
  createPostParser()
    .sync(`---\ntitle: T\n---\n${markdown}`)
    .messages.filter(({ ruleId }) => ruleId === "html-unquoted" || ruleId === "html-unclosed")
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
  [
    'see <a class="b" @click="go(0)">c</a> and <img style={{ width: 5 }} src="d.png" />',
    [
      '4:5 The tag <a> is shown as text: Markdown does not read its attribute "@click". Remove the attribute, or write it as HTML, with quotes; if the file is MDX, rename it to `.mdx`.',
      '4:43 The tag <img> is shown as text: Markdown does not read its attribute "style". Remove the attribute, or write it as HTML, with quotes; if the file is MDX, rename it to `.mdx`.',
    ],
  ],
  [
    "a <!-- b\n\nc --> d\n\n> - e <!-- f\n\n`<!-- g` \\<!-- h\n\n<!-- i\n\nj -->",
    [
      '4:3 The comment "<!-- b" is shown as text: it is not closed in its paragraph. Write `-->` before the next blank line, or begin the comment on a line of its own, where it may contain blank lines.',
      '8:7 The comment "<!-- f" is shown as text: it is not closed in its paragraph. Write `-->` before the next blank line, or begin the comment on a line of its own, where it may contain blank lines.',
    ],
  ],
  [
    'a <a href="b" title="the "c" d">e</a>\n\n- f <img src="g.png"alt="h">\n\ni <span id=\'j\'\n\nclass=\'k\'>l</span>',
    [
      '4:3 The tag <a> is shown as text: its attributes are not HTML: "<a href="b" title="the "c" d">". Put each value in straight quotes that do not occur in it, a space before each attribute, and no blank line in the tag.',
      '6:5 The tag <img> is shown as text: its attributes are not HTML: "<img src="g.png"alt="h">". Put each value in straight quotes that do not occur in it, a space before each attribute, and no blank line in the tag.',
      "8:3 The tag <span> is shown as text: its attributes are not HTML: \"<span id='j' class='k'>\". Put each value in straight quotes that do not occur in it, a space before each attribute, and no blank line in the tag.",
    ],
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
  'if a <n and b = "c" then d> e, and Map<k, v = "w">',
  "a <!-- b\nc --> d",
  "see <a v-on:click='b' :c='d'>e</a> and <b on:click={c}>d</b>",
  "`<a @click='b'>`, \\<a @click='b'> and if a <b @c",
  "<!-- <img src=/a/b.png> -->",
])("%j is not reported", (markdown) => {
  expect(found(markdown)).toEqual([]);
});
