import fc from "fast-check";
import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import { decodeUri } from "../../src/core/decode-uri.ts";
import { toFeedHtml } from "../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/a/";

/** Some HTML, and whether a page shows its words. */
interface Piece {
  html: string;
  words: string[];
}

let count = 0;
/** Every word occurs once, so that a lost, duplicated or joined word is noticed. */
const word: fc.Arbitrary<Piece> = fc.constant(0).map(() => {
  const name = `w${++count}x`;
  return { html: name, words: [name] };
});

/** Elements that show their content. */
const shown: readonly [string, string][] = [
  ["<p>", "</p>"],
  ["<div>", "</div>"],
  ["<b>", "</b>"],
  ["<ul><li>", "</li></ul>"],
  ["<dl><dt>", "</dt></dl>"],
  ["<table><tr><td>", "</td></tr></table>"],
  ["<h2 id=h>", "</h2>"],
  ["<pre>", "</pre>"],
  ["<pre class=poem><em>", "</em></pre>"],
  ["<form action=/s><p>", "</p></form>"],
  ["<button>", "</button>"],
  ["<label>", "<input type=text></label>"],
  ["<output>", "</output>"],
  ["<fieldset><legend>", "</legend></fieldset>"],
  ["<details><summary>", "</summary></details>"],
  ["<div role=tabpanel hidden>", "</div>"],
  ["<div hidden=until-found>", "</div>"],
  ["<x-note>", "</x-note>"],
  ["<x-tabs><template shadowrootmode=open>", "</template></x-tabs>"],
  ["<dialog open>", "</dialog>"],
  ["<marquee>", "</marquee>"],
  ["<object data=/d.pdf>", "</object>"],
  ["<video>", "</video>"],
  ["<section id=h><sup><a href=#h>", "</a></sup></section>"],
  ["<canvas>", "</canvas>"],
  ["<noscript>", "</noscript>"],
  ["<ruby>", "<rt>r</rt></ruby>"],
];
/** Elements that contain only text. */
const plain: readonly [string, string][] = [
  ["<select><option>", "</option></select>"],
  ["<textarea>", "</textarea>"],
  ["<meter>", "</meter>"],
  ["<progress>", "</progress>"],
  ["<xmp>", "</xmp>"],
  ["<input type=submit value=", ">"],
  ["<img alt=", ">"],
  ["<iframe srcdoc=", "></iframe>"],
  ["<iframe src=/v title=", "></iframe>"],
  ["<lite-youtube videoid=a playlabel=", "></lite-youtube>"],
  ["<math><mi>", "</mi></math>"],
  ["<pre><code class=language-js>", "</code></pre>"],
  ["<pre><code><span class=line>", "</span></code></pre>"],
  ["<pre><code><img alt=", "></code></pre>"],
  ["<svg aria-label=", "></svg>"],
  ["<svg><title>", "</title></svg>"],
  ["<svg><text>", "</text></svg>"],
];
/** Page elements, and elements that no page shows. */
const hidden: readonly [string, string][] = [
  ["<script>", "</script>"],
  ["<style>", "</style>"],
  ["<template>", "</template>"],
  ["<div hidden>", "</div>"],
  ["<p style='display:none'>", "</p>"],
  ["<span class=sr-only>", "</span>"],
  ["<span class=copy-button>", "</span>"],
];

const piece: fc.Arbitrary<Piece> = fc.letrec<{ piece: Piece; pieces: Piece }>((tie) => ({
  pieces: fc.array(tie("piece"), { maxLength: 4 }).map((list) => ({
    html: list.map(({ html }) => html).join(""),
    words: list.flatMap(({ words }) => words),
  })),
  piece: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word.map(({ html, words }) => ({ html: ` ${html} `, words })),
    fc
      .tuple(fc.constantFrom(...plain), word)
      .map(([[start, end], { html, words }]) => ({ html: start + html + end, words })),
    fc
      .tuple(fc.constantFrom(...hidden), word)
      .map(([[start, end], { html }]) => ({ html: start + html + end, words: [] })),
    fc
      .tuple(fc.constantFrom(...shown), tie("pieces"))
      .map(([[start, end], { html, words }]) => ({ html: start + html + end, words })),
  ),
})).pieces;

const wordsOf = (html: string): string[] => html.match(/\bw\d+x\b/g) ?? [];

/** The ids in HTML, and the fragments of its links to the post. */
function referencesOf(html: string): { ids: string[]; fragments: string[] } {
  const ids: string[] = [];
  const fragments: string[] = [];
  const visit = (node: { children?: unknown[]; properties?: Record<string, unknown> }): void => {
    const { id, href } = node.properties ?? {};
    if (typeof id === "string") ids.push(id);
    if (typeof href === "string" && href.startsWith(`${url}#`)) fragments.push(href.slice(url.length + 1));
    for (const child of (node.children ?? []) as object[]) visit(child);
  };
  visit(fromHtml(html, { fragment: true }) as never);
  return { ids, fragments };
}

describe("a post in a feed", () => {
  test("has every visible word exactly once", () => {
    fc.assert(
      fc.property(piece, ({ html, words }) => {
        expect(wordsOf(toFeedHtml(html, { url }))).toEqual(words);
      }),
      { numRuns: 400 },
    );
  });

  const id = fc.constantFrom(
    "a",
    "fn1",
    "user-content-fn-1",
    "a-fn-1",
    "cite_note-1",
    "é",
    "%",
    "%41",
    "x y",
    "links",
    "fnref:1",
  );
  const link = fc.tuple(
    id,
    fc.constantFrom(
      "<a href='#ID'>1</a>",
      `<a href='${url}#ID'>1</a>`,
      "<sup><a href='#ID'>1</a></sup>",
      "<a role=doc-noteref href='#ID'><sup>1</sup></a>",
    ),
  );
  const target = fc.tuple(
    id,
    fc.constantFrom(
      "<p id='ID'>p</p>",
      "<a name='ID'></a>",
      "<svg id='ID'></svg>",
      "<pre><code><a id='ID'></a>c</code></pre>",
      "<table id='ID'><tr id='ID'><td>d</td></tr></table>",
      "<x-y id='ID'>y</x-y>",
      "<span class=sr-only id='ID'>s</span>",
      "<table><form id='ID'></form><tr><script id='ID'></script><td>d</td></tr></table>",
      "<iframe id='ID' src=/v></iframe>",
      "<math id='ID'></math>",
    ),
  );
  const references = fc
    .array(
      fc.oneof(link, target).map(([name, html]) => html.replaceAll("ID", name)),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(" "));

  test("all fragment links have a target, no id is unused, and converting it again changes nothing", () => {
    fc.assert(
      fc.property(references, (html) => {
        const once = toFeedHtml(html, { url });
        const { ids, fragments } = referencesOf(once);
        const written = referencesOf(html.replaceAll("href='#", `href='${url}#`));
        const isThere = (id: string): boolean => new RegExp(`(?:id|name)='${id}'`).test(html);
        const landing = written.fragments.filter((fragment) => [fragment, decodeUri(fragment)].some(isThere));
        const reached = fragments.map(decodeUri).filter((fragment) => ids.includes(fragment));
        expect(reached).toHaveLength(landing.length);
        expect(new Set(ids)).toEqual(new Set(reached));
        expect(new Set(ids).size).toBe(ids.length);
        for (const one of ids) expect(one).toMatch(/^fn.*-posts-a$|^posts-a-/);
        expect(toFeedHtml(once, { url })).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
