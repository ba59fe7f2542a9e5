import { describe, expect, test } from "vitest";
import type { ExcerptOptions } from "../../src/excerpt/excerpt-options.ts";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { excerptOf, htmlOf, textOf, textOfHtml } from "./excerpt-of.ts";

describe("the order of sources", () => {
  const post = "Before.\n\n<!-- more -->\n\nAfter.";
  const fields = { frontMatter: "From *front matter*.", description: "A description." };

  test("is front matter, marker, description, automatic", () => {
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

  test("can be changed, and can omit sources", () => {
    expect(textOf(post, { ...fields, order: ["description", "marker"] })).toBe("A description.");
    expect(textOf(post, { ...fields, order: ["auto"] })).toBe("Before. After.");
    expect(excerptOf("Text.", { order: ["marker"] })).toEqual({
      text: "",
      html: "",
      source: "empty",
      truncated: true,
    });
  });

  test("skips a field without words", () => {
    expect(excerptOf("Text.", { frontMatter: "  \n", description: "\t" }).source).toBe("auto");
    expect(excerptOf("Text.", { frontMatter: "<!-- nothing -->" }).source).toBe("auto");
  });
});

describe("an excerpt that the author wrote", () => {
  test("is Markdown of any length when it is from the front matter", () => {
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
  ])("%j is read as Markdown, whether or not it has any markup", (frontMatter, text = frontMatter) => {
    expect(textOf("", { frontMatter })).toBe(text);
    // The same field as the text of a post.
    expect(htmlOf("", { frontMatter })).toBe(htmlOf(frontMatter, { order: ["auto"] }));
  });

  test("is plain text when it exceeds the limits of Markdown", () => {
    expect(excerptOf("Text.", { frontMatter: `${"- ".repeat(150)}x` }).source).toBe("front-matter");
  });

  test("is plain text without emphasis when it is the description", () => {
    const { text, html } = excerptOf("Text.", { description: " Use `a_b_c` & <b>,\n 1 * 2 * 3 " });
    expect(text).toBe("Use a_b_c & <b>, 1 * 2 * 3");
    expect(html).toBe("<p>Use a_b_c &#x26; &#x3C;b>, 1 * 2 * 3</p>");
  });

  test("is not truncated when the post has no other text", () => {
    expect(excerptOf("Same words.", { description: "Same words." }).truncated).toBe(false);
    expect(excerptOf("", { description: "All there is." }).truncated).toBe(false);
    expect(excerptOf("<!-- todo -->", { description: "All there is." }).truncated).toBe(false);
    expect(excerptOf("Other words.", { description: "Words." }).truncated).toBe(true);
  });
});

describe("an automatic excerpt skips", () => {
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
    ["formulas in TeX", "$$\n\\def\\a{b}\n$$\n\nText.\n\n\\\\[ a = b \\\\].\n\nAnd more."],
    ["formulas of LaTeX", "\\begin{align*}\na &= b\n\\end{align*}\n\nText.\n\n> $$\n> c\n> $$\n\nAnd more."],
    ["tags of Obsidian", "#queues #work/ideas, #c\n\nText.\n\nAnd more."],
    ["what Gatsby embeds", "`youtube: https://a.example/b`\n\nText.\n\n`gist: a/b`\n\nAnd more."],
    ["other languages of the post", "[English](/en) | **日本語** | [中文](/zh)\n\nText.\n\nAnd more."],
    ["the line of properties", "*5 min read* · May 5, 2024\n\nText.\n\nAnd more."],
    ["a list of properties", "- **Date:** 2024-05-01\n- Tags: a, b\n\nText.\n\nAnd more."],
    ["a numbered line like a heading", "1. Introduction\n\nText.\n\nAnd more."],
    ["a motto with its author", "> Be simple.\n> <cite>Ada Lovelace</cite>\n\nText.\n\nAnd more."],
    [
      "disclosures",
      "Full disclosure: I work there.\n\nThis post contains affiliate links.\n\nText.\n\nAnd more.",
    ],
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
    "这是待办队列系列的最后一篇，其他部分：",
    "Cet article fait partie de la série « Files ».",
    "Este es el segundo artículo de la serie sobre colas.",
    "Questo è il terzo articolo di una serie sulle code.",
    "Dieser Artikel ist Teil der Artikelserie über Warteschlangen.",
    "Это вторая часть серии статей об очередях.",
    "이 글은 대기열 시리즈의 두 번째 글입니다.",
    "この記事は待ち行列連載の2回目です。",
  ])("the notice %s and the list below it", (notice) => {
    expect(textOf(`${notice}\n\n- [Part 1](/1)\n- Part 2 (this post)\n- [Part 3](/3)\n\nText.`)).toBe(
      "Text.",
    );
  });

  test.each(["Contents", "## Table of contents", "**On this page**"])(
    "the heading %s and the items below it",
    (line) => {
      expect(textOf(`${line}\n\n- Intro\n- Setup\n\nText.`)).toBe("Text.");
    },
  );

  test("but uses them when there is nothing else", () => {
    expect(textOf("[All episodes](/all)")).toBe("All episodes");
    expect(textOf("Part 2 of 4")).toBe("Part 2 of 4");
    expect(textOf("![a](a.png)\n\n*caption*")).toBe("caption");
    expect(textOf("- [a](#a)\n- [b](#b)")).toBe("a; b");
    expect(textOf("— • —")).toBe("— • —");
    expect(textOf("— — —\n\n---")).toBe("— — —");
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

describe("a paragraph that is not part of the text", () => {
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
    ["This is a translation of an essay by Ann.", true],
    ["Dieser Artikel erschien zuerst bei Anna.", true],
    ["Dieser Artikel ist ein Versuch.", false],
    ["Cet article est la traduction d’un essai d’Anne.", true],
    ["Este artigo foi originalmente publicado em outro lugar.", true],
    ["Перевод статьи об очередях", true],
    ["Статья об очередях.", false],
    ["Bu yazı ilk olarak başka bir yerde yayınlanmıştır.", true],
    ["本文首发于队列周刊，略有改动", true],
    ["本文介绍队列。", false],
    ["如需转载，请注明出处。谢谢合作。", true],
    ["转载请求的处理", false],
    ["この記事は Queue Advent Calendar の3日目の記事です。", true],
    ["これは Queue Advent Calendar の14日目を担当する記事です。", true],
    ["この記事は待ち行列の話です。", false],
    ["이 글은 앤의 글을 번역한 글입니다.", true],
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
    // A byline of 100 characters, and one more.
    [`By A${"a".repeat(96)}`, true],
    [`By A${"a".repeat(97)}`, false],
    ["Update on 2026-05-01", true],
    ["Updated on 17 May 2026 to simplify `all()` in the last example", true],
    ["Updated on 17 May 2026. The last example is much simpler now.", false],
    ["Update on the work of 2026, which goes well.", false],
    ["English version is [here](https://e.example/en).", true],
    ["This article is also available in French.", true],
    ["This article is available in paperback.", false],
    ["英語版の記事は[こちら](https://e.example/en)。", true],
    ["日本語版は売れました。次は英語版です。", false],
    ["日本語版は売れました。", false],
    ["The German version is faster.", false],
    ["Read this in Polish or Ukrainian.", true],
    ["Available in all browsers since May.", false],
    ["Das ist eine Reihe von Fehlern.", false],
    ["Voici le résultat d'une série de tests.", false],
    ["Esta es una serie de consejos.", false],
    ["この記事はノートのシリーズの比較です。", false],
    ["Dit is deel 2 van een serie over wachtrijen.", true],
    ["To druga część serii o kolejkach.", true],
    ["Este é o segundo artigo da série sobre filas.", true],
    ["Đây là bài thứ hai trong loạt bài về hàng đợi.", true],
    ["Bu yazı, kuyruklar serisinin ikinci bölümüdür.", true],
    ["*Actualizado: Agosto 2018*", true],
    ["Atualizado em 5 de maio de 2018", true],
    ["Mis à jour le 5 mai 2018.", true],
    ["Publicado el libro, llegó la calma.", false],
    ["本文作者：安娜，工程师", true],
    ["Veja os outros posts da série:", true],
    ["Voici les autres articles de la série :", true],
    ["Neste segundo post da série sobre filas, medimos.", false],
    ["Originally written by Ann in French and translated by Bo.", true],
    ["Originally written in C, it is now much slower.", false],
    ["The following is part 2 of a 2-part series. Please see part 1 for the background.", true],
    ["This is part 2 of a 3-part series. Part 1 was about locks.", false],
    ["Hi everyone!", true],
    ["Hello, dear readers,", true],
    ["Hey there!!!", true],
    ["Greetings, Foo community!", true],
    ["Hi Queuers, :wave:", true],
    ["Hello! 👋", true],
    ["Greetings from the team of Foo 3!", true],
    ["Original article: https://a.example/b", true],
    ["This is a post from the blog of Foo, which we share with our readers.", true],
    ['{{% alert title="Update" %}}\nTwo more queues are full. We mend them.\n{{% /alert %}}', true],
    ["Hello, world!", false],
    ["Hello World!", false],
    ["Hi everyone! It is May.", false],
    ["Hello is a word.", false],
    ["5 min read", true],
    ["Photo: a queue", true],
    ["原文链接：https://example.com/queues", true],
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
  ])("whether %s is skipped: %s", (paragraph, isPassedOver) => {
    const gap = /[.!?。]$/.test(paragraph) ? " " : "; ";
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
    // A single item below an image is its caption.
    ["![a](a.png)\n\n- caption", ""],
    ["![a](a.png)\n\n- It is so.", "It is so."],
    ["![a](a.png)\n\n- b\n- c", "b; c;"],
  ])("captions: %j is read as %j", (markdown, text) => {
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
  ])("paragraphs with only links: %j is read as %j", (markdown, text) => {
    expect(textOf(`${markdown}\n\nEnd.`, { maxLength: 500 })).toBe(`${text} End.`.trim());
  });
});

describe("a list", () => {
  test.each([
    ["of texts", "- a\n- b", "a; b;"],
    ["of fragment links", "- [a](#a)\n- [b](#b)", ""],
    ["of one fragment link", "- [a](#a)", ""],
    ["of fragment links, with words next to the links", "- [a](#a) c\n- [b](#b)", "a c; b;"],
    ["of links to pages", "- [a](/a)\n- [b](/b)", ""],
    ["of pages, some with a label", "- [a](/a)\n- In French: [b](/b), [c](/c)", ""],
    ["of links to pages, one of which is a question", "- [Why a?](/a)\n- [b](/b)", ""],
    [
      "of questions with words next to the links",
      "- [Why a?](/a) So b.\n- [Why c?](/c)",
      "Why a? So b. Why c?",
    ],
    ["of links to pages, one of which is a sentence", "- [a](/a)\n- [It is so.](/b)", "a; It is so."],
    ["of fragment links, with nested lists of them", "- [a](#a)\n  - [b](#b)", ""],
    ['with only the item "toc"', "- toc", ""],
    ["with kramdown's `{:toc}` below it", "- This text goes.\n{:toc}", ""],
    ["with kramdown's `{:toc}` in a later item", "1. This text goes.\n1. *That* too {:toc}", ""],
    ['with an item that starts with "toc"', "- toc it", "toc it;"],
    ["of parts, all of them linked", "- [Part 1](/1)\n- [Part 2](/2)", ""],
    ["of parts, half of them linked", "- [Part 1](/1)\n- Part 2", ""],
    ["of parts, one of three linked", "- [Part 1](/1)\n- Part 2\n- Part 3", "Part 1; Part 2; Part 3;"],
    ["of a single part", "- [Part 1](/1)", ""],
    ["of parts, most of them linked", "- [Part 1](/1)\n- [Part 2](/2)\n- Others", ""],
    [
      "of parts, and a link with words next to it",
      "- [Part 1](/1)\n- [More](/m) of it",
      "Part 1; More of it;",
    ],
    [
      'of words that start with "Part"',
      "- [Particle 1](/1) a\n- [Particle 2](/2) b",
      "Particle 1 a; Particle 2 b;",
    ],
    ["of parts that are numbered in words", "- [Part one](/1)\n- [Part two](/2)", ""],
    ["of Japanese parts", "- [第一回 a](/1)\n- [第 2 回 b](/2)", ""],
    ["of Japanese days, which are not parts", "- [第一日](/1)に\n- [第二日](/2)に", "第一日に; 第二日に;"],
    // After a notice, half of the items need links.
    ["of links, after a notice", "In this series:\n\n- [a](/a)\n- [b](/b)", ""],
    ["of links to half of the items, after a notice", "In this series:\n\n- [a](/a)\n- b", ""],
    ["of parts, after a notice", "In this series:\n\n- Part 1\n- b", ""],
    ["of texts, after a notice", "In this series:\n\n- a\n- b", "a; b;"],
    [
      "of items, a third of them linked, after a notice",
      "In this series:\n\n- [a](/a)\n- b\n- c",
      "a; b; c;",
    ],
    ["of links, after a notice and text", "In this series:\n\nText.\n\n- [a](/a)\n- b", "Text. a; b;"],
    ['of links, after the heading "Contents"', "Contents\n\n- [a](/a)", ""],
    ["of links, after a byline", "By Ada Lovelace\n\n- [a](/a) b", "a b;"],
  ])("%s", (_, markdown, text) => {
    expect(textOf(`${markdown}\n\nEnd.`)).toBe(`${text} End.`.trim());
  });
});

describe("blocks in the text", () => {
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
  ])("%j is read as %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });

  test("the text ends where its HTML ends: at a heading, code or a table once it has a sentence", () => {
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

  test("is at 200 graphemes or at `maxLength`", () => {
    expect(textOf(sentence.repeat(9))).toBe(sentence.repeat(4).trim());
    expect(textOf(`${"word ".repeat(60)}.`)).toBe(`${"word ".repeat(39)}word…`);
    expect(textOf("One two three four five.", { maxLength: 12, ellipsis: " →" })).toBe("One two →");
    expect(textOf(sentence.repeat(9), { maxLength: Number.POSITIVE_INFINITY })).toBe(
      sentence.repeat(9).trim(),
    );
  });

  test("drops an announcement of a skipped block", () => {
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

describe("`truncated`", () => {
  test.each([
    ["one paragraph", "All of it.", false],
    ["paragraphs, lists and quotations", "One.\n\n- two\n\n> three", false],
    ["comments and definitions", "One.\n\n<!-- c -->\n\n[a]: b", false],
    ["a thematic break at the end", "One.\n\n---", false],
    ["an empty raw tag", "One.\n\n<br>", false],
    ["a heading", "## One\n\ntwo", true],
    ["code", "One.\n\n~~~\ncode\n~~~", true],
    ["code in a list", "- One\n\n  ~~~\n  code\n  ~~~", true],
    ["an image", "One ![two](a.png)", true],
    ["an image in a quotation", "> One ![two](a.png)", true],
    ["a footnote", "One[^1]\n\n[^1]: Two", true],
    ["raw HTML with text outside of paragraphs", "One.\n\n<div>two</div>", true],
    ["more text", "word ".repeat(80), true],
    ["text below a thematic break", `${"x ".repeat(110)}\n\n---\n\nTwo.`, true],
  ])("%s", (_, markdown, truncated) => {
    expect(excerptOf(markdown).truncated).toBe(truncated);
  });

  test("is false when the image is kept or read as text", () => {
    expect(excerptOf("One ![two](a.png)", { images: "keep" }).truncated).toBe(false);
    expect(excerptOf("One ![two](a.png)", { images: "alt" }).truncated).toBe(false);
  });
});

describe("any post", () => {
  test("has the same excerpt with CRLF, CR and a byte order mark", () => {
    const post = "# T\n\nOne\ntwo.\n\n- three\n- four\n\n<!-- more -->\n\nRest.";
    const expected = excerptOf(post);
    for (const newline of ["\r\n", "\r"]) {
      expect(excerptOf(`\ufeff${post.replaceAll("\n", newline)}`)).toEqual(expected);
    }
  });

  test("keeps its tree unchanged", () => {
    const tree = parseMarkdown("One {{ x }}[^1] <!-- more --> two.\n\n[^1]: Note.");
    const before = structuredClone(tree);
    extractExcerpt(tree);
    extractExcerpt(tree, { markers: [] });
    expect(tree).toEqual(before);
  });
});

describe("the blocks in the text", () => {
  test.each<[string, string, ExcerptOptions?]>([
    // Announced blocks.
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
    // Ends of the text.
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
    ["> Wait, then wait again.\n>\n> -- An Old Queue\n\nText.", "Text."],
    ["> *Wait.*  \n> — Ann Lee, *Waiting*\n\nText.", "Text."],
    ["> Wait -- no, run.\n\nText.", "Wait -- no, run. Text."],
    ["Text.\n\n> Wait.\n>\n> -- Ann", "Text. Wait. -- Ann"],
    ["> Wait.\n>\n> -- Ann", "Wait. -- Ann"],
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
    // Syntax of other tools.
    ["{{< notice >}}\n\na b\n\n{{< /notice >}}\n\nText.", "Text."],
    ["{{< other >}}\n\na b\n\n{{< /other >}}\n\nText.", "a b; Text."],
    ["Text.\n\n{{< notice >}}\n\na b\n\n{{< /notice >}}", "Text. a b"],
    ["Hello, {{ name }}, welcome. Next sentence.", "Next sentence."],
    ["Hello {{ name }}.", "Hello."],
    ["At {{ x }} we met", "At we met"],
    // Footnote numbers.
    ["crates<sup>1</sup> and km<sup>2</sup> x.<sup>3</sup>", "crates and km2 x."],
    ["a<sup>\\*</sup> word<sup>[12]</sup> word<sup>1234</sup>", "a* word word1234"],
  ])("%j is read as %j", (markdown, text, options = {}) => {
    expect(textOf(markdown, options)).toBe(text);
  });

  test.each([
    ["<ul class=toc><li>a</li></ul><p>b.</p>", "b."],
    ["<ul class=mytoc><li>a</li></ul><p>b.</p>", "a; b."],
    ["<ul class='x table-of-contents'><li>a</li></ul><p>b.</p>", "b."],
    // Text and images in div elements.
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
  ])("in HTML, %j is read as %j", (html, text) => {
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
    // Anchors in place of a marker.
    ["<p>a</p><span id=more-42></span><p>b</p>", "a"],
    ["<p>a</p><a id=more></a><p>b</p>", "a"],
    ["<p>a</p><a name=more></a><p>b</p>", "a"],
    ["<p>a</p><a id=more>x</a><p>b</p>", "a; b"],
    ["<p>a</p><b id=more></b><p>b</p>", "a; b"],
    ["<p>a</p><a id=more-x></a><p>b</p>", "a; b"],
    ["<p>a</p><a id=no-more></a><p>b</p>", "a; b"],
  ])("in a page, %j is read as %j", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});
