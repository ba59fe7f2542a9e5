import { expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

test.each([
  ["# A {#b}", '<h1 id="b">A</h1>'],
  ["# A {#b} #", '<h1 id="b">A</h1>'],
  ["## A *c* {#b}", '<h2 id="b">A <em>c</em></h2>'],
  ["## *c*{#b}", '<h2 id="b"><em>c</em></h2>'],
  ["A {#b}\n---", '<h2 id="b">A</h2>'],
  ["# Über {#über-1.2:x}", '<h1 id="über-1.2:x">Über</h1>'],
  ["> - # A {#b}", '<h1 id="b">A</h1>'],
  // As attributes of markdown-it are often written.
  ["# A { #b }", '<h1 id="b">A</h1>'],
  ["# A {\t#b}", '<h1 id="b">A</h1>'],
  ["A *c* { #b }\n---", '<h2 id="b">A <em>c</em></h2>'],
  // As a comment.
  ["# A {/* #b */}", '<h1 id="b">A</h1>'],
  ["# A `c` <!-- #b -->", '<h1 id="b">A <code>c</code></h1>'],
  ["# A {/*the-b*/}", '<h1 id="the-b">A</h1>'],
  // Not ids.
  ["# A {/* the-b */}", '<h1 id="a">A '],
  ["# A {/*todo*/}", '<h1 id="a">A '],
  ["# A <!--read-more-->", '<h1 id="a">A '],
  ["# {/* #b */}", '<h1 id="section">'],
  ["# A { # b }", "A { # b }"],
  ["# A \\{ #b }", "A { #b }"],
  ["# A &#123; #b }", "A { #b }"],
  ["# A { &#35;b }", "A { #b }"],
  ["# { #b }", "{ #b }"],
  ["# A {#b .c}", "A {#b .c}"],
  ["# A {.c}", "A {.c}"],
  ["# A {#}", "A {#}"],
  ["# A \\{#b}", "A {#b}"],
  ["# A &#123;#b}", "A {#b}"],
  ["# A {#b} c", "A {#b} c"],
  ["# {#b}", "{#b}"],
  ["# A `{#b}`", "<code>{#b}</code>"],
  ["A {#b}", "<p>A {#b}</p>"],
])("%j", (text, expected) => {
  expect(renderHtml(toHast(parseMarkdown(text)))).toContain(expected);
  if (/\{\/|<!/.test(text))
    expect(renderHtml(toHast(parseMarkdown(text, { mdx: true })))).toContain(expected);
});
