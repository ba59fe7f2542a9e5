import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("fragment links and their targets", () => {
  test.each([
    [
      "a target keeps its id",
      "<a href=#x>a</a><p id=x>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-x">a</a><p id="posts-q-x">b</p>',
    ],
    ["other ids are removed", "<p id=x>b</p>", "<p>b</p>"],
    [
      "a link can be percent-encoded",
      "<a href=#%C3%A9>a</a><p id=é>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-%C3%A9">a</a><p id="posts-q-é">b</p>',
    ],
    [
      "a link can contain a percent sign",
      "<a href=#%>a</a><p id=%>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-%25">a</a><p id="posts-q-%">b</p>',
    ],
    [
      "a link can contain spaces",
      "<a href='#a b'>a</a><p id='a b'>b</p>",
      '<a href="https://example.com/posts/q/#posts-q-a%20b">a</a><p id="posts-q-a b">b</p>',
    ],
    [
      "several links can have the same target",
      "<a href=#x>a</a><a href=./#x>b</a><a href=https://example.com/posts/q/#x>c</a><p id=x>d</p>",
      `${["a", "b", "c"].map((text) => `<a href="https://example.com/posts/q/#posts-q-x">${text}</a>`).join("")}<p id="posts-q-x">d</p>`,
    ],
    [
      "a link to another page does not keep an id",
      "<a href=/x#x>a</a><a href=?a#x>b</a><p id=x>c</p>",
      '<a href="https://example.com/x#x">a</a><a href="https://example.com/posts/q/?a#x">b</a><p>c</p>',
    ],
    [
      "the name of a link is a target, but that of another element is not",
      "<a href=#x>a</a><a href=#y>b</a><a name=x>c</a><p name=y>d</p>",
      '<a href="https://example.com/posts/q/#posts-q-x">a</a><a href="https://example.com/posts/q/#y">b</a><span id="posts-q-x"></span>c<p>d</p>',
    ],
    [
      "a replaced element keeps the ids of its descendants",
      "<a href=#x>a</a><math><mi id=x>y</mi></math>",
      '<a href="https://example.com/posts/q/#posts-q-x">a</a><span id="posts-q-x"></span><code>y</code>',
    ],
    [
      "an id in a table moves to the next cell",
      "<a href=#x>a</a><table><tr><script id=x></script><td>b</td></tr></table>",
      '<a href="https://example.com/posts/q/#posts-q-x">a</a><table><tbody><tr><td><span id="posts-q-x"></span>b</td></tr></tbody></table>',
    ],
    [
      "a link can lead to the top",
      "<a href=#>a</a><p id=''>b</p>",
      '<a href="https://example.com/posts/q/#">a</a><p>b</p>',
    ],
    // A heading's anchor is removed, and the heading needs no id.
    ["a symbol in a heading is an anchor and is removed", "<h2 id=x>a<a href=#x>#</a></h2>", "<h2>a</h2>"],
    [
      "a number in a heading is kept",
      "<h2 id=x>a<a href=#x>1</a></h2>",
      '<h2 id="posts-q-x">a<a href="https://example.com/posts/q/#posts-q-x">1</a></h2>',
    ],
    [
      "a symbol outside of a heading is kept",
      "<a href=#x>#</a><h2 id=x>a</h2>",
      '<a href="https://example.com/posts/q/#posts-q-x">#</a><h2 id="posts-q-x">a</h2>',
    ],
    ["an empty link is an anchor anywhere", "<a href=#x></a><h2 id=x>a</h2>", "<h2>a</h2>"],
    [
      "a linked image is kept",
      "<a href=#x><img src=/i></a><p id=x>a</p>",
      '<a href="https://example.com/posts/q/#posts-q-x"><img src="https://example.com/i"></a><p id="posts-q-x">a</p>',
    ],
    [
      "a link marked as an anchor is removed, if its text is not the heading's",
      "<h2>a<a class=anchor href=/b#x>link</a></h2>",
      "<h2>a</h2>",
    ],
    [
      "a link marked as an anchor outside of a heading is kept",
      "<p>a <a class=anchor href=/b#x>link</a></p>",
      '<p>a <a href="https://example.com/b#x">link</a></p>',
    ],
    [
      "a link with a class that only ends like an anchor's is kept",
      "<h2>a <a class=panchor href=/b#x>link</a></h2>",
      '<h2>a <a href="https://example.com/b#x">link</a></h2>',
    ],
    ["a heading that links to itself becomes text", "<h2><a href=#x> a </a></h2>", "<h2> a </h2>"],
    [
      "a linked icon without text is an anchor",
      "<p><a href=#x><svg></svg></a>a</p><h2 id=x>b</h2>",
      "<p>a</p><h2>b</h2>",
    ],
    [
      "a linked icon with text is kept",
      "<p><a href=#x><svg><title>t</title></svg></a>a</p><h2 id=x>b</h2>",
      '<p><a href="https://example.com/posts/q/#posts-q-x">t</a> a</p><h2 id="posts-q-x">b</h2>',
    ],
    [
      "a heading that links elsewhere keeps the link",
      "<h2><a href=/x>a</a></h2>",
      '<h2><a href="https://example.com/x">a</a></h2>',
    ],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
  });

  test.each([
    ["https://example.com/", "post-"],
    ["https://example.com/a", "a-"],
    ["https://example.com/a/b.html", "a-b-html-"],
    ["https://example.com/--/é/", "C3-A9-"],
  ])("ids in %s start with %s", (postUrl, start) => {
    expect(toFeedHtml("<a href=#x>a</a><p id=x></p>", { url: postUrl })).toContain(`<p id="${start}x">`);
  });
});

describe("footnotes of other tools get the ids that feed readers recognize", () => {
  const link = (name: string, text: string, more = ""): string =>
    `<a${more} href="https://example.com/posts/q/#${name}-posts-q">${text}</a>`;
  test.each([
    [
      "Pandoc, where the link surrounds the sup element",
      'a<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a><ol><li id="fn1">b<a href="#fnref1" role="doc-backlink"><sup>2</sup></a></li></ol>',
      `a<sup>${link("fn1", "1", ' id="fnref1-posts-q"')}</sup><ol><li id="fn1-posts-q">b${link("fnref1", "<sup>2</sup>")}</li></ol>`,
    ],
    [
      "docutils",
      'a<a class="footnote-reference" href="#note-1" id="mark-1" role="doc-noteref">1</a><aside id="note-1"><a role="doc-backlink" href="#mark-1">1</a>b</aside>',
      `a<sup>${link("fn-note-1", "1", ' id="fnref-mark-1-posts-q"')}</sup><aside id="fn-note-1-posts-q">${link("fnref-mark-1", "1")}b</aside>`,
    ],
    [
      "WordPress",
      'a<sup class="fn"><a href="#8a" id="8a-link">1</a></sup><ol><li id="8a">b<a href="#8a-link">↩</a></li></ol>',
      `a<sup>${link("fn-8a", "1", ' id="fnref-8a-link-posts-q"')}</sup><ol><li id="fn-8a-posts-q">b${link("fnref-8a-link", "↩")}</li></ol>`,
    ],
    [
      "Substack",
      'a<a class="footnote-anchor" id="m-1" href="#n-1">1</a><p><a id="n-1" class="footnote-number" href="#m-1">1</a>b</p>',
      `a<sup>${link("fn-n-1", "1", ' id="fnref-m-1-posts-q"')}</sup><p>${link("fnref-m-1", "1", ' id="fn-n-1-posts-q"')}b</p>`,
    ],
    [
      "GitHub, with ids that contain the name of this or another post",
      'a<sup><a href="#user-content-fn-1" data-footnote-ref>1</a></sup><p id="user-content-fn-1">b</p><a href="#q-fn-2">c</a><p id="q-fn-2">d</p><a href="#r-fn-3">e</a><p id="r-fn-3">f</p>',
      `a<sup>${link("fn-1", "1")}</sup><p id="fn-1-posts-q">b</p>${link("fn-2", "c")}<p id="fn-2-posts-q">d</p>${link("fn-3-r", "e")}<p id="fn-3-r-posts-q">f</p>`,
    ],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
    expect(convert(expected)).toBe(expected);
  });
});
