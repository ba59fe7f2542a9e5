import type { FeedPost, Site } from "../../src/feed/source.ts";

/** Texts that have broken feed generators. */
export const hostileTexts: readonly string[] = [
  "Using Array<T> & friends",
  "C<T>",
  "&amp; &lt; &#x26; &nbsp &bogus;",
  "]]> and ]]>]]>]]> again",
  "<![CDATA[x]]>",
  "<!-- <b>bold</b> --> </title></item></channel>",
  "<script>alert(1)</script>",
  "<?xml version='1.0'?><?import x?>",
  "control \u0000\u0001\u0008\u000B\u000C\u001F\u007F\u0085\u009F end",
  "lone \uD800 and \uDFFF halves",
  "non \uFFFE \uFFFF \uFDD0 \u{1FFFE} \u{10FFFF} characters \uFFFD",
  "double CafÃ© Â© encoded",
  "astral 🎉👩‍👩‍👧 and RTL \u202Eעברית\u202C",
  "quotes \" and ' and = and `",
  'slot:0; element:1; <link href="element:0;"/>',
  "$& $1 $` $' $$",
  "line\nbreak\r\nand\ttab",
];

export const hostileSite: Site = {
  url: "https://example.com/a%20b/?q#f",
  title: "Notes <b>&amp;</b> ]]> Ã©",
  description: "All </p> about <T> & co ]]>",
  language: "en_GB",
  authors: ["Ann </b> <ann@example.com>", { name: "Bob & Co", url: "/b?a=1&b=2" }],
  image: "/logo.png?a=1&b=2",
  favicon: "/icon.ico",
  copyright: "© 2025 A & B </p>",
  hub: ["https://hub.example/?a=1&b=2"],
  stylesheet: "/feed.xsl?a=1&b=2",
};

/** One post per hostile text, with the text in all of its fields. */
export const hostilePosts: readonly FeedPost[] = hostileTexts.map((text, index) => ({
  slug: `post-${index}`,
  title: text,
  // Three posts per day.
  date: new Date(Date.UTC(2025, 0, 1 + Math.floor(index / 3))),
  html: `<p>${text}</p><pre><code class="language-js">${text}</code></pre><p title="${text}">${text} <a href="${text}">${text}</a></p>`,
  excerpt: { text, html: text },
  tags: [text, "plain", "</b>"],
  authors: [{ name: text, email: "a@example.com", url: `https://example.com/${text}` }, "Second & last"],
  lang: index % 2 === 0 ? "en-GB" : "fr",
  image: `/images/${text}.png`,
  enclosure: { url: `/files/${text}.mp3?a=1&b=2`, length: index, title: text },
  externalUrl: `https://example.org/?q=${text}`,
}));
