import { describe, expect, test } from "vitest";
import { extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { textOfHtml } from "./excerpt-of.ts";

describe("HTML of other tools", () => {
  test("a WordPress page: the excerpt is from the post, not from what surrounds it", () => {
    const html = `<!doctype html><title>T</title><body class="post-template">
      <header><p>Just another site.</p></header>
      <div id="primary"><main id="main"><article class="post-42 post">
        <header class="entry-header"><h1>Title</h1><div class="entry-meta"><p>Posted by Ada on May 5.</p></div></header>
        <div class="entry-content">
          <div id="attachment_1" class="wp-caption alignnone"><img src="a.png"><p class="wp-caption-text">A ring.</p></div>
          <p>First text.</p>
          <figure class="wp-block-image"><img src="b.png"><figcaption class="wp-element-caption">A line.</figcaption></figure>
          <p>Second text.</p>
          <div class="sharedaddy sd-sharing-enabled"><p>Share this:</p><ul><li><a href="/x">X.</a></li></ul></div>
          <div id="jp-relatedposts" class="jp-relatedposts"><p>Related.</p></div>
        </div></article></main></div>
      <aside class="widget-area"><p>About me.</p></aside><footer><p>Copyright.</p></footer></body>`;
    expect(extractExcerptFromHtml(html)).toMatchObject({
      text: "First text. Second text.",
      html: "<p>First text.</p>\n<p>Second text.</p>",
      source: "auto",
    });
  });

  test.each([
    ["WordPress", '<p>One.</p><p><span id="more-42"></span></p><p>Two.</p>'],
    ["WordPress, within a paragraph", '<p>One. <span id="more-42"></span>Two.</p>'],
    ["WordPress, with link text", "<p>One.</p><!--more Keep reading--><p>Two.</p>"],
    ["Hexo", '<p>One.</p><a id="more"></a><p>Two.</p>'],
    ["Hexo since 5.4", '<p>One.</p><span id="more"></span><p>Two.</p>'],
    ["Nikola", "<p>One.</p><!-- TEASER_END --><p>Two.</p>"],
  ])("the marker of %s", (_, html) => {
    expect(extractExcerptFromHtml(html)).toMatchObject({ text: "One.", source: "marker", truncated: true });
    expect(extractExcerptFromHtml(html, { markers: [] }).source).toBe("auto");
  });

  test.each([
    ['<a id="more">More</a><p>Text.</p>', "an anchor with text"],
    ['<p>One.</p><a id="more-about-us"></a><p>Two.</p>', "another anchor"],
  ])("%s is not a marker: %s", (html) => {
    expect(extractExcerptFromHtml(html).source).toBe("auto");
  });

  test("Ghost cards are skipped", () => {
    const html = `<section class="gh-content">
      <figure class="kg-card kg-image-card kg-card-hascaption"><img src="a.png"><figcaption>A ring.</figcaption></figure>
      <figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div><p>A bookmark.</p></div></a></figure>
      <p>First text.</p>
      <div class="kg-card kg-button-card"><p><a href="/c">Subscribe.</a></p></div>
      <div class="kg-card kg-toggle-card"><p>Folded.</p></div>
      <p>Second text.</p></section>`;
    expect(textOfHtml(html)).toBe("First text. Second text.");
  });

  test.each([
    ['<p>[caption id="a" width="3"]<img src="a.png"> A ring.[/caption]</p><p>Text.</p>', "Text."],
    ["<p>[gallery ids='1,2']</p><p>Text.</p>", "Text."],
    ['<div class="share-buttons"><p>Share.</p></div><p>Text.</p>', "Text."],
    ['<div class="sidebar"><p>Side.</p></div><p>Text.</p>', "Text."],
    ['<p>Teaser.</p><article><p class="byline">By Ada.</p><p>Text.</p></article>', "Text."],
    ["<p>Site.</p><main><p>Text.</p></main><p>Footer.</p>", "Text."],
    // Two articles are a list of posts.
    ["<article><p>One is.</p></article><article><p>Two is.</p></article>", "One is. Two is."],
  ])("%j is read as %j", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});
