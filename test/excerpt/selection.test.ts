import { describe, expect, test } from "vitest";
import type { ExcerptOptions } from "../../src/excerpt/excerpt-options.ts";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { excerptOf, htmlOf, textOf, textOfHtml } from "./excerpt-of.ts";

describe("the order of sources", () => {
  const post = "Before.\n\n<!-- more -->\n\nAfter.";
  const fields = { frontMatter: "From *front matter*.", description: "A description." };

  test("front matter, marker, description, beginning", () => {
    expect(excerptOf(post, fields)).toEqual({
      text: "From front matter.",
      html: "<p>From <em>front matter</em>.</p>",
      source: "front-matter",
      truncated: true,
    });
    expect(excerptOf(post, { description: "A description." }).source).toBe("marker");
    expect(excerptOf("Text.", { description: "A description." }).source).toBe("description");
    expect(excerptOf("Text.").source).toBe("auto");
    expect(excerptOf("")).toEqual({ text: "", html: "", source: "empty", truncated: false });
  });

  test("can be another, and leave sources out", () => {
    expect(textOf(post, { ...fields, order: ["description", "marker"] })).toBe("A description.");
    expect(textOf(post, { ...fields, order: ["auto"] })).toBe("Before. After.");
    expect(excerptOf("Text.", { order: ["marker"] })).toEqual({
      text: "",
      html: "",
      source: "empty",
      truncated: true,
    });
  });

  test("a field without words is passed over", () => {
    expect(excerptOf("Text.", { frontMatter: "  \n", description: "\t" }).source).toBe("auto");
    expect(excerptOf("Text.", { frontMatter: "<!-- nothing -->" }).source).toBe("auto");
  });
});

describe("an excerpt that the author wrote", () => {
  test("in the front matter is Markdown, of any length", () => {
    const long = `${"word ".repeat(100)}end`;
    expect(textOf("Text.", { frontMatter: long })).toBe(long);
    expect(htmlOf("", { frontMatter: "One [link](https://a.example).\n\n- `x<y>`" })).toBe(
      '<p>One <a href="https://a.example">link</a>.</p>\n<ul>\n<li><code>x&#x3C;y></code></li>\n</ul>',
    );
  });

  test.each([
    ["Queues move work in time: a primer (part 2), isn't it?", undefined],
    ["Über “Schlangen” – und mehr…", undefined],
    ["What YAML folds ends in a line break.\n", "What YAML folds ends in a line break."],
    ["see www.example.com", undefined],
    ["1. a", "a"],
    ["a *b*", "a b"],
    ["AT&amp;T", "AT&T"],
    ["a  b", "a b"],
  ])("%j reads as Markdown does, plain line or not", (frontMatter, text = frontMatter) => {
    expect(textOf("", { frontMatter })).toBe(text);
    // The same field as the whole of a post.
    expect(htmlOf("", { frontMatter })).toBe(htmlOf(frontMatter, { order: ["auto"] }));
  });

  test("in the front matter is plain text when it is beyond the limits of Markdown", () => {
    expect(excerptOf("Text.", { frontMatter: `${"- ".repeat(150)}x` }).source).toBe("front-matter");
  });

  test("as a description is plain text, without marks", () => {
    const { text, html } = excerptOf("Text.", { description: " Use `a_b_c` & <b>,\n 1 * 2 * 3 " });
    expect(text).toBe("Use a_b_c & <b>, 1 * 2 * 3");
    expect(html).toBe("<p>Use a_b_c &#x26; &#x3C;b>, 1 * 2 * 3</p>");
  });

  test("leaves nothing out when the post says no more", () => {
    expect(excerptOf("Same words.", { description: "Same words." }).truncated).toBe(false);
    expect(excerptOf("", { description: "All there is." }).truncated).toBe(false);
    expect(excerptOf("<!-- todo -->", { description: "All there is." }).truncated).toBe(false);
    expect(excerptOf("Other words.", { description: "Words." }).truncated).toBe(true);
  });
});

describe("an automatic excerpt passes over", () => {
  test.each([
    ["headings before the text", "# Title\n\nText.\n\nAnd more."],
    ["code before the text", "```js\nlet a;\n```\n\nText.\n\nAnd more."],
    ["tables before the text", "| a | b |\n| - | - |\n| c | d |\n\nText.\n\nAnd more."],
    ["images", "![alt text](a.png)\n\nText. ![alt](b.png)\n\n[![badge](c.png)](d)\n\nAnd more."],
    [
      "captions",
      "![alt](a.png)\n\n*The caption*\n\nText.\n\n![alt](a.png)\n*A caption, too*\n\n![alt](a.png)\n\nPhoto: Ada Lovelace\n\nAnd more.",
    ],
    ["words in no paragraph of raw HTML", "<div class=hero>\n  Hero\n</div>\n\nText.\n\n<br>\n\nAnd more."],
    [
      "what is folded or aside",
      "<details>\n\nHidden.\n\n</details>\n\nText.\n\n<aside>\n\nAside.\n\n</aside>\n\nAnd more.",
    ],
    ["tables of contents", "- [One](#one)\n- [Two](#two)\n  - [Three](#three)\n\nText.\n\nAnd more."],
    ["the placeholder of kramdown", "* TOC\n{:toc}\n\nText.\n{: .lead}\n\nAnd more."],
    [
      "the title of contents",
      "**Contents**\n\n1. [One](/one)\n2. [Two](/two)\n\nText.\n\n[[toc]]\n\nAnd more.",
    ],
    [
      "import lines",
      'import A from "a"\nimport { b, c } from "d"\n\nText.\n\nexport const meta = { a: 1 }\n\nAnd more.',
    ],
    ["footnotes", "Text[^1].\n\n[^1]: The note.\n\nAnd more."],
    ["comments", "<!-- comment -->\n\nText. <!-- another -->\n\nAnd more."],
    ["Hugo's shortcodes", '{{< figure src="a.png" >}}\n\nText{{< br >}}.\n\n{{% notice %}}\n\nAnd more.'],
    [
      "Liquid's tags",
      "{% include a.html x='y' %}\n\nText{% assign a = 1 %}.\n\n{{ page.title }}\n\nAnd more.",
    ],
    ["code between tags", "{% highlight js %}\nlet a;\n\nlet b;\n{% endhighlight %}\n\nText.\n\nAnd more."],
    ["signs without words", "* * *\n\nText.\n\n· · ·\n\nAnd more."],
    ["links alone", "[All episodes](/all)\n\nText.\n\n[One](/1) | [Two](/2)\n\nAnd more."],
    ["the properties of a page", "Created: May 5, 2024 3:04 PM\nTags: Blog, Ideas\n\nText.\n\nAnd more."],
    ["bylines and dates", "By Ada Lovelace and Alan Turing\n\nMay 5, 2024\n\nText.\n\nAnd more."],
    [
      "where it was published first",
      "*This post was originally published on [Elsewhere](https://e.example).*\n\nText.\n\nAnd more.",
    ],
    ["definitions", "[a]: https://a.example\n\nText.\n\nAnd more."],
    ["directives' fences", ":::note Title\nText.\n:::\n\nAnd more."],
  ])("%s", (what, markdown) => {
    expect(textOf(markdown)).toBe("Text. And more.");
    const nothingLost = ["comments", "definitions", "directives' fences"];
    expect(excerptOf(markdown).truncated).toBe(!nothingLost.includes(what));
  });

  test.each([
    "This is part 2 of a 4-part series.",
    "This is the second post in a series about queues:",
    "Part 2 of 4",
    "This article is part of a series on queues.",
    "Posts in this series:",
    "Dies ist Teil 2 der Serie über Warteschlangen.",
    "This is post 4 in the 5-part series, The Right Tool: Moving a Search Engine to Another House",
    "連載「待ち行列」第2回です",
    "이 글은 시리즈 2편입니다",
  ])("%s and its list", (notice) => {
    expect(textOf(`${notice}\n\n- [Part 1](/1)\n- Part 2 (this post)\n- [Part 3](/3)\n\nText.`)).toBe(
      "Text.",
    );
  });

  test.each(["Contents", "## Table of contents", "**On this page**"])("%s and the items below it", (line) => {
    expect(textOf(`${line}\n\n- Intro\n- Setup\n\nText.`)).toBe("Text.");
  });

  test("but takes it when there is nothing else", () => {
    expect(textOf("[All episodes](/all)")).toBe("All episodes");
    expect(textOf("Part 2 of 4")).toBe("Part 2 of 4");
    expect(textOf("![a](a.png)\n\n*caption*")).toBe("caption");
    expect(textOf("- [a](#a)\n- [b](#b)")).toBe("a; b");
    expect(textOf("— • —")).toBe("— • —");
    expect(textOf("Just <b>raw</b>\n\n<div>HTML</div>")).toBe("Just raw");
    expect(textOf("<div>Only <b>raw</b> HTML</div>")).toBe("Only raw HTML");
    expect(excerptOf("## Only\n\n```js\ncode\n```")).toEqual({
      text: "",
      html: "",
      source: "empty",
      truncated: true,
    });
  });
});

describe("a paragraph that introduces nothing", () => {
  test.each([
    ["Contents", true],
    ["Table of contents:", true],
    ["Contents of the box", false],
    ["This is part no. 2 of 4", true],
    ["This is part 2 of 4. It goes further.", false],
    ["This is part 2 of 4!” It goes further.", false],
    ["“This is part 2 of 4.”", true],
    ["連載「待ち行列」第2回です。次", false],
    ["This post was originally published elsewhere.", true],
    ["This post was written by Ann and edited by Bo, and originally published here", true],
    ["Co-Authored-By: Ann Lee", true],
    ["This post was originally published elsewhere. It is about queues.", false],
    ["By Ada Lovelace", true],
    ["Written by Ada Lovelace and Bob", true],
    ["By the way", false],
    ["By Ada Lovelace, staff writer", true],
    ["By Ada Lovelace on May 5th, 2024", true],
    ["Photo by Ada Lovelace on Unsplash", true],
    ["Cover photo by Ada Lovelace", true],
    ["Header image courtesy of the photographer alovelace.", true],
    ["Photo courtesy of my aunt. She took it.", false],
    ["May 5, 2024 by Ada Lovelace, Alan Turing, and the Queue Team.", true],
    ["2024-05-05 by Ada Lovelace", true],
    ["Sunday, 5 May 2024 · Ada Lovelace", true],
    ["May 5, 2024 – Read the sequel", true],
    ["May 5, 2024 was a day of queues", false],
    ["May 5, 2024 by train to Rome.", false],
    ["May 5, 2024 – the day when all queues ended.", false],
    ["Co-authored by Ada Lovelace and 山田太郎", true],
    ["This post is superseded by a newer one", true],
    ["This article was sponsored by Queues Inc., but the words are mine.", true],
    ["This post is outdated.", true],
    ["This post is moved by a question: what is a queue?", false],
    ["This post is about queues.", false],
    ["By Monday morning the site was down.", false],
    ["By Monday, the site was down.", false],
    ["By Christmas 2023 we lost them.", false],
    ["By May I had given up.", false],
    ["Photo by Ann shows how life was. I like it.", false],
    ["This is part 2 of the story of how we moved.", false],
    ["Part 3 of this book is great.", false],
    // A byline of a hundred characters, and one more.
    [`By A${"a".repeat(96)}`, true],
    [`By A${"a".repeat(97)}`, false],
    ["5 min read", true],
    ["Photo: a queue", true],
    ["Photos of queues", false],
    ['import A from "a"', true],
    ['import A from "a"; export const b = 1', true],
    ['import "a"', true],
    ['import A from "a" and more', false],
    ["import taxes are high", false],
    ['See import A from "a"', false],
    ["export const b = 1", true],
    ["exports are up", false],
    // A notice has at most 200 characters.
    [`Photo: ${"a".repeat(179)}`, true],
    [`Photo: ${"a".repeat(180)}`, false],
    [`This is part 2 of 4 ${"a".repeat(138)}`, true],
    [`${"a ".repeat(30)}part 2 of 4 ${"b".repeat(128)}`, true],
    [`${"a ".repeat(30)}part 2 of 4 ${"b".repeat(129)}`, false],
  ])("%s: %s", (paragraph, isPassedOver) => {
    const gap = /[.!?]$/.test(paragraph) ? " " : "; ";
    const expected = isPassedOver ? "Text." : `${paragraph}${gap}Text.`;
    expect(textOf(`${paragraph}\n\nText.`, { maxLength: 500 })).toBe(expected);
  });

  test.each([
    ["![a](a.png)\n\n*caption*", ""],
    ["![a](a.png)\n\ntext", "text;"],
    ["text\n\n*emphasis*", "text; emphasis;"],
    ["![a](a.png) *caption*", ""],
    ["text ![a](a.png)\n\n*emphasis*", "text; emphasis;"],
    ["![a](a.png)\n\n*caption*\n\n*emphasis*", "emphasis;"],
    ["<img src=a>\n\n*caption*", ""],
    ["<video src=a></video>\n\n*caption*", ""],
    [`![a](a.png)\n\n*${"x".repeat(300)}*`, ""],
    [`![a](a.png)\n\n*${"x".repeat(301)}*`, `${"x".repeat(301)};`],
    ["![a](a.png)\n\n**strong**", "strong;"],
    ["![a](a.png)\n\n*emphasis*.", "emphasis."],
    ["![a](a.png)\n\n*`code`*", "code;"],
    // One item below an image is its caption.
    ["![a](a.png)\n\n- caption", ""],
    ["![a](a.png)\n\n- It is so.", "It is so."],
    ["![a](a.png)\n\n- b\n- c", "b; c;"],
  ])("captions: %j reads %j", (markdown, text) => {
    expect(textOf(`${markdown}\n\nEnd.`, { maxLength: 500 })).toBe(`${text} End.`.trim());
  });

  test.each([
    ["[all](/all)", ""],
    ["[all of it.](/all)", "all of it."],
    ["[“all of it!”](/all)", "“all of it!”"],
    ["[全部。](/all)", "全部。"],
    ["[a.b](/all)", ""],
    [`[${"x".repeat(200)}](/all)`, ""],
    [`[${"x".repeat(201)}](/all)`, `${"x".repeat(201)};`],
    ["[a](/a) | [b](/b)", ""],
    ["[*a*](/a)", ""],
    ["[a][r]\n\n[r]: /a", ""],
    ["[a](/a) b", "a b;"],
    ["[a](/a) 1", "a 1;"],
    ["[a](/a) 🎉", "a 🎉"],
    ["[a](/a) `code`", "a code;"],
    ["[`code`](/a)", "code;"],
    ["Slides: [PDF](/a) | [HTML](/b)", ""],
    ["Slides: [PDF](/a)\\\nVideo: [one](/b), [two](/c)", ""],
    ["Slides: [a](/a), and more", "Slides: a, and more;"],
    ["Slides [a](/a)", "Slides a;"],
    ["How we make queues short: [a](/a)", "How we make queues short: a;"],
    ["**Slides:** [a](/a)", ""],
  ])("links alone: %j reads %j", (markdown, text) => {
    expect(textOf(`${markdown}\n\nEnd.`, { maxLength: 500 })).toBe(`${text} End.`.trim());
  });
});

describe("a list", () => {
  test.each([
    ["of texts", "- a\n- b", "a; b;"],
    ["of places in the post", "- [a](#a)\n- [b](#b)", ""],
    ["of one place in the post", "- [a](#a)", ""],
    ["of places, with words beside the links", "- [a](#a) c\n- [b](#b)", "a c; b;"],
    ["of pages", "- [a](/a)\n- [b](/b)", ""],
    ["of pages, some with a label", "- [a](/a)\n- In French: [b](/b), [c](/c)", ""],
    ["of pages, with a sentence", "- [a](/a)\n- [It is so.](/b)", "a; It is so."],
    ["of places, with lists of places below", "- [a](#a)\n  - [b](#b)", ""],
    ["that says it is contents", "- toc", ""],
    ["that kramdown fills", "- This text goes.\n{:toc}", ""],
    ["that kramdown fills, further on", "1. This text goes.\n1. *That* too {:toc}", ""],
    ["that says more than contents", "- toc it", "toc it;"],
    ["of parts, all linked", "- [Part 1](/1)\n- [Part 2](/2)", ""],
    ["of parts, half of them linked", "- [Part 1](/1)\n- Part 2", ""],
    ["of parts, one of three linked", "- [Part 1](/1)\n- Part 2\n- Part 3", "Part 1; Part 2; Part 3;"],
    ["of one part", "- [Part 1](/1)", ""],
    ["of parts, most of them linked", "- [Part 1](/1)\n- [Part 2](/2)\n- Others", ""],
    ["of parts and more", "- [Part 1](/1)\n- [More](/m) of it", "Part 1; More of it;"],
    ["of words that begin so", "- [Particle 1](/1) a\n- [Particle 2](/2) b", "Particle 1 a; Particle 2 b;"],
    ["of parts by words", "- [Part one](/1)\n- [Part two](/2)", ""],
    ["of Japanese parts", "- [第一回 a](/1)\n- [第 2 回 b](/2)", ""],
    ["of Japanese days", "- [第一日](/1)に\n- [第二日](/2)に", "第一日に; 第二日に;"],
    // After a notice, half of the items are enough.
    ["of links, after a notice", "In this series:\n\n- [a](/a)\n- [b](/b)", ""],
    ["of half links, after a notice", "In this series:\n\n- [a](/a)\n- b", ""],
    ["of parts, after a notice", "In this series:\n\n- Part 1\n- b", ""],
    ["of texts, after a notice", "In this series:\n\n- a\n- b", "a; b;"],
    ["of one link in three, after a notice", "In this series:\n\n- [a](/a)\n- b\n- c", "a; b; c;"],
    ["of links, after a notice and text", "In this series:\n\nText.\n\n- [a](/a)\n- b", "Text. a; b;"],
    ["of links, after a title of contents", "Contents\n\n- [a](/a)", ""],
    ["of links, after a byline", "By Ada Lovelace\n\n- [a](/a) b", "a b;"],
  ])("%s", (_, markdown, text) => {
    expect(textOf(`${markdown}\n\nEnd.`)).toBe(`${text} End.`.trim());
  });
});

describe("blocks that are taken", () => {
  test.each([
    [
      "One.\n\n- two\n- three\n  1. four\n\n> Five.\n>\n> Six.\n\nSeven.",
      "One. two; three; four; Five. Six. Seven.",
    ],
    ["> [!NOTE]\n> Mind the gap.", "Mind the gap."],
    ["- a\n  - b\n\n    c\n- d", "a; b; c; d"],
    ["> a\n>\n> - b\n>\n> > c", "a; b; c"],
    ["> a\n>\n> | b |\n> | - |\n> | c |", "a; b; c"],
    ["> a\n>\n> ## b\n>\n> c", "a; c"],
    ["- a\n\n  ~~~\n  b\n  ~~~", "a"],
    ["<p>One <b>raw</b></p>\n\n<p>paragraph.</p>", "One raw; paragraph."],
    ["7", "7"],
    ["🎉", "🎉"],
  ])("%j reads %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });

  test("the text ends where its HTML ends: at a heading, code or a table once there is a sentence", () => {
    for (const block of ["## Heading", "~~~\ncode\n~~~", "| a |\n| - |\n| b |"]) {
      expect(excerptOf(`${block}\n\nText.\n\n${block}\n\nMore.`)).toEqual({
        text: "Text.",
        html: "<p>Text.</p>",
        source: "auto",
        truncated: true,
      });
    }
  });
});

describe("the cut", () => {
  const sentence = "This sentence has exactly forty letters. ";

  test("is made at 200 graphemes, or where you wish", () => {
    expect(textOf(sentence.repeat(9))).toBe(sentence.repeat(4).trim());
    expect(textOf(`${"word ".repeat(60)}.`)).toBe(`${"word ".repeat(39)}word…`);
    expect(textOf("One two three four five.", { maxLength: 12, ellipsis: " →" })).toBe("One two →");
    expect(textOf(sentence.repeat(9), { maxLength: Number.POSITIVE_INFINITY })).toBe(
      sentence.repeat(9).trim(),
    );
  });

  test("drops an announcement of what is passed over", () => {
    const before =
      "A queue hides the overload of a service, and it hides it well, until it does not any more, which is late.";
    expect(textOf(`${before} Try this:\n\n~~~\ncode\n~~~`)).toBe(before);
    expect(textOf(`${before}\n\nTry this:\n\n~~~\ncode\n~~~\n\nThen that.`)).toBe(before);
    expect(textOf("Install it:\n\n~~~\ncode\n~~~\n\nThe rest is easy.")).toBe(
      "Install it… The rest is easy.",
    );
    expect(textOf("Install it:\n\n~~~\ncode\n~~~")).toBe("Install it…");
    expect(textOf("It has:\n\n- speed\n- size")).toBe("It has: speed; size");
  });
});

describe("truncated", () => {
  test.each([
    ["one paragraph", "All of it.", false],
    ["paragraphs, lists, quotations", "One.\n\n- two\n\n> three", false],
    ["comments and definitions", "One.\n\n<!-- c -->\n\n[a]: b", false],
    ["a rule at the end", "One.\n\n---", false],
    ["raw tags without content", "One.\n\n<br>", false],
    ["a heading", "## One\n\ntwo", true],
    ["code", "One.\n\n~~~\ncode\n~~~", true],
    ["code in a list", "- One\n\n  ~~~\n  code\n  ~~~", true],
    ["an image", "One ![two](a.png)", true],
    ["an image in a quotation", "> One ![two](a.png)", true],
    ["a footnote", "One[^1]\n\n[^1]: Two", true],
    ["raw HTML with words in no paragraph", "One.\n\n<div>two</div>", true],
    ["more text", "word ".repeat(80), true],
    ["text below a rule", `${"x ".repeat(110)}\n\n---\n\nTwo.`, true],
  ])("%s", (_, markdown, truncated) => {
    expect(excerptOf(markdown).truncated).toBe(truncated);
  });

  test("an image that is kept or read is not left out", () => {
    expect(excerptOf("One ![two](a.png)", { images: "keep" }).truncated).toBe(false);
    expect(excerptOf("One ![two](a.png)", { images: "alt" }).truncated).toBe(false);
  });
});

describe("any post", () => {
  test("CRLF, CR and a byte order mark change nothing", () => {
    const post = "# T\n\nOne\ntwo.\n\n- three\n- four\n\n<!-- more -->\n\nRest.";
    const expected = excerptOf(post);
    for (const newline of ["\r\n", "\r"]) {
      expect(excerptOf(`\ufeff${post.replaceAll("\n", newline)}`)).toEqual(expected);
    }
  });

  test("the tree is not changed", () => {
    const tree = parseMarkdown("One {{ x }}[^1] <!-- more --> two.\n\n[^1]: Note.");
    const before = structuredClone(tree);
    extractExcerpt(tree);
    extractExcerpt(tree, { markers: [] });
    expect(tree).toEqual(before);
  });
});

describe("which blocks are read", () => {
  test.each<[string, string, ExcerptOptions?]>([
    // What a paragraph announces.
    ["Here is a list:\n\n- a\n- b\n\nNext one.", "Here is a list: a; b; Next one."],
    ["Links:\n\n- [a](b)\n- [c](d)\n\nText is here.", "Text is here."],
    ["Quick links:\n\n- [a](b)\n- In French: [c](d)\n\nText is here.", "Text is here."],
    ["Links here:\n\n- [a](b)\n- [c](d)\n\nText is here.", "Links here… Text is here."],
    ["Install it:\n\n~~~\ncode\n~~~\n\nThen run it. It works.", "Install it… Then run it. It works."],
    ["First sentence. Install it:\n\n~~~\ncode\n~~~\n\nThen.", "First sentence."],
    ["Contents:\n\n- [a](#a)\n- [b](#b)\n\nText is here.", "Text is here."],
    ["See this:\n\n![a](b.png)\n\nText.", "See this… Text."],
    ["See this:\n\n![a](b.png)\n\nText.", "See this: Text.", { images: "keep" }],
    ["Only this:", "Only this:"],
    ["Only this:\n\n~~~\ncode\n~~~", "Only this…"],
    ["One two:\n\n## H\n\nMore.", "One two… More."],
    // Where text ends.
    ["One two three four five six seven eight\n\n## H\n\nMore.", "One two three four five six seven eight"],
    ["One two\n\n## H\n\nMore words.", "One two; More words."],
    ["One. Two.\n\nThree.", "One. Two.", { maxSentences: 2 }],
    ["One. Two. Three.", "One. Two.", { maxSentences: 2 }],
    ["One two three", "One two three", { maxWords: 3 }],
    ["One two three four", "One two three…", { maxWords: 3 }],
    ["日本語の文章です", "日本語の文章…", { maxWords: 3 }],
    ["One two. three", "One…", { maxLength: 8 }],
    ["One two.\n\nThree", "One two.", { maxLength: 8 }],
    // Quotations and callouts.
    ["> [!NOTE]\n> a b\n\nText.", "Text."],
    ["> Note: old.\n\nText.", "Text."],
    ["> A quote.\n\nText.", "A quote. Text."],
    ["Text.\n\n> Note: old.", "Text. Note: old."],
    ["> [a](b)\n\nText.", "Text."],
    ["> [a](b)\n>\n> Two words.\n\nText.", "Two words. Text."],
    // Lists.
    ["- a\n\n  Use it like this:\n\n  ~~~\n  x\n  ~~~\n- b", "a; Use it like this… b"],
    ["- Part 1\n- Part 2\n\nText.", "Part 1; Part 2; Text."],
    ["- [Part 1](a)\n- [Part 2](b)\n\nText.", "Text."],
    ["- [x](a) y\n- z\n\nText.", "x y; z; Text."],
    ["- [toc]\n\nText.", "Text."],
    ["- toc\n{:toc}\n\nText.", "Text."],
    ["- a\n- b {:toc}\n\nText.", "Text."],
    ["- a\n- b {:toc}\n- c\n\nText.", "a; b; c; Text."],
    ["- Table of contents\n- b\n\nText.", "Text."],
    ["- My table of contents\n- b\n\nText.", "My table of contents; b; Text."],
    ["- a1b2c3d fix it\n- defaced all\n- https://a.b x\n- #12: y", "fix it; defaced all; x; #12: y"],
    // Captions.
    ["![a](b)\n\n*A caption here*\n\nText.", "Text."],
    ["![a](b)\n\n- one\n\nText.", "Text."],
    ["![a](b)\n\n- One here.\n\nText.", "One here. Text."],
    ["![a](b)\n\nText.\n\n*An emphasized line*", "Text. An emphasized line"],
    ["![a](b) *caption*\n\nText.", "Text."],
    // What other tools leave.
    ["{{< notice >}}\n\na b\n\n{{< /notice >}}\n\nText.", "Text."],
    ["{{< other >}}\n\na b\n\n{{< /other >}}\n\nText.", "a b; Text."],
    ["Text.\n\n{{< notice >}}\n\na b\n\n{{< /notice >}}", "Text. a b"],
    ["Hello, {{ name }}, welcome. Next sentence.", "Next sentence."],
    ["Hello {{ name }}.", "Hello."],
    ["At {{ x }} we met", "At we met"],
    // Numbers of notes.
    ["crates<sup>1</sup> and km<sup>2</sup> x.<sup>3</sup>", "crates and km2 x."],
    ["a<sup>\\*</sup> word<sup>[12]</sup> word<sup>1234</sup>", "a* word word1234"],
  ])("%j reads %j", (markdown, text, options = {}) => {
    expect(textOf(markdown, options)).toBe(text);
  });

  test.each([
    ["<ul class=toc><li>a</li></ul><p>b.</p>", "b."],
    ["<ul class=mytoc><li>a</li></ul><p>b.</p>", "a; b."],
    ["<ul class='x table-of-contents'><li>a</li></ul><p>b.</p>", "b."],
    // Text in boxes, and boxes of pictures.
    ["<div>a <img src=b> c</div>", "a c"],
    ["<section><section>a</section>b</section>c", "a; b; c"],
    ["a <video src=b></video> c", "a; c"],
    ["<div><img src=a><p class=wp-caption-text>b</p></div>c", "c"],
    ["<div><p>x</p><img src=a><p class=wp-caption-text>b</p></div>c", "x"],
    ["<div><a href=d><img src=a></a><p class='wp-caption-text'>b</p></div>c", "c"],
    ["<div><table><tr><td>x</table><img src=a><p class=wp-caption-text>b</p></div>c", "c"],
    ["<figure><img src=a>x</figure>c", "c"],
    ["<figure><span>a</span></figure>c", "a; c"],
    ["<div><p>x</p><p class=wp-caption-text>b</p></div><p>c</p>", "x; c"],
    ["<div><img src=a></div>c", "c"],
    ["<p>a<picture><img src=b></picture>c</p>", "ac"],
  ])("of HTML, %j reads %j", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test.each([
    ["<nav>x</nav><main><p>a</p></main>", "a"],
    ["<div role=main><p>a</p></div><p>b</p>", "a"],
    ["<div role=region><p>a</p></div><p>b</p>", "a; b"],
    ["<div class='x post-body'><p>a</p></div><p>b</p>", "a"],
    ["<div class=post-body>a</div><div class=post-body>b</div><main>c</main>", "c"],
    ["<article>a</article><article>b</article><main>c</main>", "c"],
    ["<article>a</article><article>b</article>", "a; b"],
    ["<main>a <article>b</article></main>", "b"],
    // The anchors that stand in place of a marker.
    ["<p>a</p><span id=more-42></span><p>b</p>", "a"],
    ["<p>a</p><a id=more></a><p>b</p>", "a"],
    ["<p>a</p><a name=more></a><p>b</p>", "a"],
    ["<p>a</p><a id=more>x</a><p>b</p>", "a; b"],
    ["<p>a</p><b id=more></b><p>b</p>", "a; b"],
    ["<p>a</p><a id=more-x></a><p>b</p>", "a; b"],
    ["<p>a</p><a id=no-more></a><p>b</p>", "a; b"],
  ])("of a page, %j reads %j", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});
