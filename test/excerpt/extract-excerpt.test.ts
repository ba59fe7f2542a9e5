import type { Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { type ExcerptOptions, extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";
import { remark } from "./remark-trees.ts";

function excerpt(markdown: string, options: ExcerptOptions = {}): ReturnType<typeof extractExcerpt> {
  return extractExcerpt(parseMarkdown(markdown), options);
}

function text(markdown: string, options: ExcerptOptions = {}): string {
  return excerpt(markdown, options).text;
}

function html(markdown: string, options: ExcerptOptions = {}): string {
  return excerpt(markdown, options).html;
}

describe("order", () => {
  const post = "Before.\n\n<!-- more -->\n\nAfter.";
  const fields = { frontMatter: "From *front matter*.", description: "A description." };

  test("front matter, marker, description, beginning", () => {
    expect(excerpt(post, fields)).toEqual({
      text: "From front matter.",
      html: "<p>From <em>front matter</em>.</p>",
      source: "front-matter",
      truncated: true,
    });
    expect(excerpt(post, { description: "A description." }).source).toBe("marker");
    expect(excerpt("Text.", { description: "A description." }).source).toBe("description");
    expect(excerpt("Text.").source).toBe("auto");
    expect(excerpt("").source).toBe("empty");
  });

  test("can be another, and leave sources out", () => {
    expect(excerpt(post, { ...fields, order: ["description", "marker"] }).text).toBe("A description.");
    expect(excerpt(post, { ...fields, order: ["auto"] }).text).toBe("Before. After.");
    expect(excerpt("Text.", { order: ["marker"] })).toEqual({
      text: "",
      html: "",
      source: "empty",
      truncated: true,
    });
  });

  test("passes over what has no words", () => {
    expect(excerpt("Text.", { frontMatter: "  \n", description: "\t" }).source).toBe("auto");
    expect(excerpt("Text.", { frontMatter: "<!-- nothing -->" }).source).toBe("auto");
    expect(excerpt("<!-- more -->\n\nText.").source).toBe("auto");
    expect(excerpt("![cover](a.png)\n\n<!-- more -->\n\nText.").text).toBe("Text.");
  });
});

describe("front matter and description", () => {
  test("front matter is Markdown, of any length", () => {
    const long = `${"word ".repeat(100)}end`;
    expect(text("Text.", { frontMatter: long })).toBe(long);
    expect(html("", { frontMatter: "One [link](https://a.example).\n\n- `x<y>`" })).toBe(
      '<p>One <a href="https://a.example">link</a>.</p>\n<ul>\n<li><code>x&#x3C;y></code></li>\n</ul>',
    );
  });

  test("front matter beyond the limits of Markdown is plain text", () => {
    const hostile = "- ".repeat(150);
    expect(excerpt("Text.", { frontMatter: `${hostile}x` }).source).toBe("front-matter");
  });

  test("a description is plain text, to the letter", () => {
    const { text, html } = excerpt("Text.", { description: " Use `a_b_c` & <b>,\n 1 * 2 * 3 " });
    expect(text).toBe("Use `a_b_c` & <b>, 1 * 2 * 3");
    expect(html).toBe("<p>Use `a_b_c` &#x26; &#x3C;b>, 1 * 2 * 3</p>");
  });

  test("nothing is left out when the post says no more", () => {
    expect(excerpt("Same words.", { description: "Same words." }).truncated).toBe(false);
    expect(excerpt("", { description: "All there is." }).truncated).toBe(false);
    expect(excerpt("<!-- todo -->", { description: "All there is." }).truncated).toBe(false);
    expect(excerpt("Other words.", { description: "Words." }).truncated).toBe(true);
  });
});

describe("markers", () => {
  test.each([
    "<!-- more -->",
    "<!--more-->",
    "<!--  MORE  -->",
    "<!-- truncate -->",
    "<!-- excerpt -->",
    "<!-- read more -->",
    "<!-- Read-More -->",
    "<!-- readmore -->",
    "<!-- endpreview -->",
    "<!-- end preview -->",
    "<!-- fold -->",
    "<!-- break -->",
    "<!-- cut -->",
    "<!--\nmore\n-->",
    "{/* truncate */}",
    "{/*more*/}",
  ])("%s", (marker) => {
    expect(excerpt(`Before.\n\n${marker}\n\nAfter.`)).toEqual({
      text: "Before.",
      html: "<p>Before.</p>",
      source: "marker",
      truncated: true,
    });
  });

  test("MDX nodes of remark-mdx", () => {
    const marker = { type: "mdxFlowExpression", value: "/* truncate */" };
    const tree = remark([["paragraph", "Before."], marker, ["paragraph", "After."]]);
    expect(extractExcerpt(tree)).toMatchObject({ text: "Before.", source: "marker", truncated: true });
  });

  test.each([
    ["a fence", "```html\n<!-- more -->\n```"],
    ["indented code", "    <!-- more -->"],
    ["inline code", "Write `<!-- more -->` there."],
    ["an attribute", '<b title="<!-- more -->">bold</b> text'],
    ["a script", "<script>\n<!-- more -->\n</script>"],
    ["a text field", "<textarea>\n<!-- more -->\n</textarea>"],
    ["a longer comment", "<!-- more about this later -->"],
    ["escaped text", "\\<!-- more -->"],
    ["a note", "Text[^n].\n\n[^n]: Note <!-- more --> note."],
  ])("not in %s", (_, markdown) => {
    expect(excerpt(`First.\n\n${markdown}\n\nLast.`).source).toBe("auto");
  });

  test("within a paragraph, a list, a quotation: what is open is closed", () => {
    expect(html("One *two <!-- more --> three* four.")).toBe("<p>One <em>two</em></p>");
    expect(html("1. one\n2. two\n   - a\n   <!-- more -->\n   - b\n3. three")).toBe(
      "<ol>\n<li>one</li>\n<li>two\n<ul>\n<li>a</li>\n</ul>\n</li>\n</ol>",
    );
    expect(html("> one\n>\n> <!-- more -->\n>\n> two")).toBe("<blockquote>\n<p>one</p>\n</blockquote>");
    expect(html("| a |\n| - |\n| b |\n| c <!-- more --> d |\n| e |")).toBe(
      "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n<tr>\n<td>c</td>\n</tr>\n</tbody>\n</table>",
    );
  });

  test("within raw HTML", () => {
    expect(
      excerpt("<p>One <b>two</b></p>\n<!-- more -->\n<p>three</p>", { order: ["marker"] }),
    ).toMatchObject({
      html: "",
      source: "empty",
    });
    expect(excerpt("Zero.\n\n<div>\n\nOne.\n\n<!-- more -->\n\nTwo.\n\n</div>")).toMatchObject({
      text: "Zero. One.",
      html: "<p>Zero.</p>\n<div>\n<p>One.</p></div>",
      source: "marker",
    });
  });

  test("nothing is left out when nothing visible follows", () => {
    expect(excerpt("All.\n\n<!-- more -->").truncated).toBe(false);
    expect(excerpt("All.\n\n<!-- more -->\n\n<!-- todo -->\n\n---\n\n[a]: b").truncated).toBe(false);
    expect(excerpt("All.\n\n<!-- more -->\n\n![image](a.png)").truncated).toBe(true);
    expect(excerpt("All <!-- more --> of it").truncated).toBe(true);
  });

  test("is of any length, and leaves headings to the HTML", () => {
    const long = `${"word ".repeat(100)}end`;
    expect(text(`# Title\n\n${long}\n\n<!-- more -->\n\nAfter.`)).toBe(long);
    expect(html("# Title\n\nText.\n\n<!-- more -->")).toBe("<h1>Title</h1>\n<p>Text.</p>");
    expect(text("# Title\n\n<!-- more -->\n\nAfter.")).toBe("Title");
  });

  test("a second is told with its place, and does nothing", () => {
    const messages: VFileMessage[] = [];
    const markdown = "One.\n\n<!-- more -->\n\nTwo.\n\n- three\n- four <!-- truncate -->\n";
    const onMessage = (message: VFileMessage): void => void messages.push(message);
    expect(excerpt(markdown, { path: "posts/a.md", onMessage }).text).toBe("One.");
    expect(messages.map(({ ruleId, line, column, file }) => [ruleId, line, column, file])).toEqual([
      ["excerpt-marker-duplicate", 8, 8, "posts/a.md"],
    ]);
    expect(messages[0]?.reason).toBe(
      "A second marker, <!-- truncate -->, has no effect: the excerpt ends at the first in line 3",
    );
  });

  test("the place is true within a piece of HTML and with CRLF", () => {
    const messages: VFileMessage[] = [];
    const onMessage = (message: VFileMessage): void => void messages.push(message);
    excerpt("One.\r\n\r\n<!-- more -->\r\n\r\n<div>\r\n<p>x</p> <!-- more -->\r\n</div>", { onMessage });
    expect(messages.map(({ line, column }) => [line, column])).toEqual([[6, 10]]);
  });

  test("can have other names, or none", () => {
    expect(text("One.\n\n<!-- snip -->\n\nTwo.", { markers: ["snip"] })).toBe("One.");
    expect(text("One.\n\n<!-- S-N-I-P -->\n\nTwo.", { markers: ["<!-- snip -->"] })).toBe("One.");
    expect(text("One.\n\n<!-- more -->\n\nTwo.", { markers: ["snip"] })).toBe("One. Two.");
    expect(text("One.\n\n<!-- more -->\n\nTwo.", { markers: [] })).toBe("One. Two.");
  });
});

describe("automatic text", () => {
  test.each([
    ["headings", "# Title\n\nText.\n\n## More\n\nAnd more."],
    ["code", "```js\nlet a;\n```\n\nText.\n\n    indented\n\nAnd more."],
    ["tables", "| a | b |\n| - | - |\n| c | d |\n\nText.\n\nAnd more."],
    ["images", "![alt text](a.png)\n\nText. ![alt](b.png)\n\n[![badge](c.png)](d)\n\nAnd more."],
    [
      "captions",
      "![alt](a.png)\n\n*The caption*\n\nText.\n\n![alt](a.png)\n*A caption, too*\n\n![alt](a.png)\n\nPhoto: Ada Lovelace\n\nAnd more.",
    ],
    ["raw HTML", "<div class=hero>\n  <p>Hero</p>\n</div>\n\nText.\n\n<br>\n\nAnd more."],
    [
      "what raw tags set apart",
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
    ["rules and signs", "* * *\n\nText.\n\n· · ·\n\nAnd more."],
    ["links alone", "[All episodes](/all)\n\nText.\n\n[One](/1) | [Two](/2)\n\nAnd more."],
    ["bylines and dates", "By Ada Lovelace and Alan Turing\n\nMay 5, 2024\n\nText.\n\nAnd more."],
    [
      "where it was published first",
      "*This post was originally published on [Elsewhere](https://e.example).*\n\nText.\n\nAnd more.",
    ],
    ["definitions", "[a]: https://a.example\n\nText.\n\nAnd more."],
    ["directives' fences", ":::note Title\nText.\n:::\n\nAnd more."],
  ])("passes over %s", (_, markdown) => {
    expect(text(markdown)).toBe("Text. And more.");
    expect(excerpt(markdown).truncated).toBe(!["comments", "definitions", "directives' fences"].includes(_));
  });

  test.each([
    ["This is part 2 of a 4-part series."],
    ["This is the second post in a series about queues:"],
    ["Part 2 of 4"],
    ["This article is part of a series on queues."],
    ["Posts in this series:"],
    ["Dies ist Teil 2 der Serie über Warteschlangen."],
    ["This is post 4 in the 5-part series, The Right Tool: Moving a Search Engine to Another House"],
    ["連載「待ち行列」第2回です"],
    ["이 글은 시리즈 2편입니다"],
  ])("passes over %s and its list", (notice) => {
    expect(text(`${notice}\n\n- [Part 1](/1)\n- Part 2 (this post)\n- [Part 3](/3)\n\nText.`)).toBe("Text.");
  });

  test("takes the first paragraphs, lists and quotations", () => {
    expect(text("One.\n\n- two\n- three\n  1. four\n\n> Five.\n>\n> Six.\n\nSeven.")).toBe(
      "One. two three four Five. Six. Seven.",
    );
    expect(text("> [!NOTE]\n> Mind the gap.")).toBe("Mind the gap.");
  });

  test("reads the title of a callout as no text", () => {
    const title = { type: "paragraph", data: { hProperties: { className: ["markdown-alert-title"] } } };
    const tree = remark([
      {
        type: "blockquote",
        children: [{ ...title, children: [{ type: "text", value: "Note" }] }, ["paragraph", "Mind."]],
      },
    ]);
    expect(extractExcerpt(tree).text).toBe("Mind.");
  });

  test("takes what it passes over when there is nothing else", () => {
    expect(text("[All episodes](/all)")).toBe("All episodes");
    expect(text("Part 2 of 4")).toBe("Part 2 of 4");
    expect(text("<p>Only <b>raw</b></p>\n\n<p>HTML</p>")).toBe("Only raw HTML");
    expect(text("## Only\n\n```js\ncode\n```")).toBe("");
    expect(excerpt("## Only\n\n```js\ncode\n```")).toMatchObject({ source: "empty", truncated: true });
  });

  test("is cut at 200 graphemes, or as you wish", () => {
    const sentence = "This sentence has exactly forty letters. ";
    expect(text(sentence.repeat(9))).toBe(sentence.repeat(4).trim());
    expect(text(`${"word ".repeat(60)}.`)).toBe(`${"word ".repeat(39)}word…`);
    expect(text("One two three four five.", { maxLength: 12, ellipsis: " →" })).toBe("One two →");
    expect(text(sentence.repeat(9), { maxLength: Number.POSITIVE_INFINITY })).toBe(sentence.repeat(9).trim());
  });

  test("drops an announcement of what it passes over", () => {
    const before =
      "A queue hides the overload of a service, and it hides it well, until it does not any more, which is late.";
    expect(text(`${before} Try this:\n\n~~~\ncode\n~~~\n\nThen that.`)).toBe(before);
    expect(text(`${before}\n\nTry this:\n\n~~~\ncode\n~~~\n\nThen that.`)).toBe(before);
    expect(text("Install it:\n\n~~~\ncode\n~~~\n\nThe rest is easy.")).toBe("The rest is easy.");
    expect(text("Install it:\n\n~~~\ncode\n~~~")).toBe("Install it…");
    expect(text("It has:\n\n- speed\n- size")).toBe("It has: speed size");
  });

  test.each([
    ["my_var_name and snake_case_too", "my_var_name and snake_case_too"],
    ["10:30 to 11:45", "10:30 to 11:45"],
    ["`Array<string>` and `a{{b}}`", "Array<string> and a{{b}}"],
    ["AT&amp;T &lt;3 &copy; &#x1f600;", "AT&T <3 © 😀"],
    ["one\ntwo  \nthree\\\nfour", "one two three four"],
    ["日本語の\n文章です。\nEnglish\nと混ぜる", "日本語の文章です。 English と混ぜる"],
    ["한국어\n문장", "한국어 문장"],
    ["~~gone~~ *here* **there**", "gone here there"],
    ["a [link](https://a.example) and <https://b.example>", "a link and https://b.example"],
    ["[ref][r] and [r]\n\n[r]: https://a.example", "ref and r"],
    ["H<sub>2</sub>O<br>and <kbd>Ctrl</kbd>", "H2O and Ctrl"],
    ["x<script>alert(1)</script>y<style>p{}</style>z", "xyz"],
    ["see [this]({% post_url 2020-01-01-a_b_c %}) post", "see this post"],
    ['see [this]({{< ref "/a" >}} "Title") post', "see this post"],
    ["braces { } and {a} and 100% {", "braces { } and {a} and 100% {"],
    ["a lone \ud800 surrogate", "a lone \ufffd surrogate"],
  ])("%j reads %j", (markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });

  test("a time is no directive, a formula is read once", () => {
    const directive = { type: "textDirective", name: "30", children: [] };
    const math = {
      type: "inlineMath",
      value: "x^2",
      data: { hName: "code", hChildren: [{ type: "text", value: "x^2" }] },
    };
    const tree = remark([
      {
        type: "paragraph",
        children: [{ type: "text", value: "At 10" }, directive, { type: "text", value: " " }, math],
      },
    ]);
    expect(extractExcerpt(tree)).toMatchObject({
      text: "At 10:30 x^2",
      html: "<p>At 10:30 <code>x^2</code></p>",
    });
  });
});

describe("automatic HTML", () => {
  const words = (count: number): string => `${"word ".repeat(count - 1)}end.`;

  test("whole blocks until there are 70 words, or as you wish", () => {
    const post = `${words(30)}\n\n${words(30)}\n\n${words(30)}\n\n${words(30)}`;
    expect(html(post).match(/<p>/g)).toHaveLength(3);
    expect(html(post, { minWords: 60 }).match(/<p>/g)).toHaveLength(2);
    expect(html(`${"字".repeat(150)}\n\n二`)).toBe(`<p>${"字".repeat(150)}</p>`);
  });

  test.each([
    ["a heading", "## Heading"],
    ["a break", "---"],
    ["code", "~~~\ncode\n~~~"],
    ["a table", "| a |\n| - |\n| b |"],
  ])("stops before %s once there is text", (_, block) => {
    expect(html(`${block}\n\nText.\n\n${block}\n\nMore.`)).toBe("<p>Text.</p>");
  });

  test("has lists and quotations whole", () => {
    expect(html("- one\n- [x] two\n\n> three")).toBe(
      '<ul class="contains-task-list">\n<li>one</li>\n<li class="task-list-item"><input type="checkbox" checked disabled> two</li>\n</ul>\n<blockquote>\n<p>three</p>\n</blockquote>',
    );
  });

  test("has no ids, footnotes, scripts, handlers or links into the post", () => {
    const markdown =
      '<b id="x" onclick="a()">Bold</b>[^1] [down](#below) [out](https://a.example "t") [bad](javascript:x)<script>a()</script>\n\n[^1]: Note.';
    expect(html(markdown)).toBe('<p><b>Bold</b> down <a href="https://a.example" title="t">out</a> bad</p>');
    expect(html(markdown, { rawHtml: "allow" })).not.toMatch(/ id=|script|footnote/);
  });

  test("has no shortcodes, however they are parsed", () => {
    expect(html("One {{< youtube a_b_c >}} two *three {% x %} four*.")).toBe(
      "<p>One  two <em>three  four</em>.</p>",
    );
    expect(html("`{{ code }}` {{ text }}")).toBe("<p><code>{{ code }}</code></p>");
  });

  test("resolves reference links", () => {
    expect(html("[a][b] [b]\n\n> [b]: https://a.example")).toBe(
      '<p><a href="https://a.example">a</a> <a href="https://a.example">b</a></p>',
    );
  });

  test("links can be unwrapped", () => {
    expect(html("A [*link*](https://a.example).", { links: "unwrap" })).toBe("<p>A <em>link</em>.</p>");
  });

  test("images are dropped, told or kept", () => {
    const post =
      "See ![the *alt*](a.png) and [![badge](b.png)](https://b.example).\n\n![alone](c.png)\n\nEnd.";
    expect(html(post)).toBe("<p>See  and .</p>\n<p>End.</p>");
    expect(html(post, { images: "alt" })).toBe(
      '<p>See the alt and <a href="https://b.example">badge</a>.</p>\n<p>alone</p>\n<p>End.</p>',
    );
    expect(text(post, { images: "alt" })).toBe("See the alt and badge. alone End.");
    expect(html(post, { images: "keep" })).toContain('<img src="a.png" alt="the alt">');
    expect(text(post, { images: "keep" })).toBe("See and . End.");
  });

  test("a figure goes with its picture", () => {
    const post = "Text.\n\n<figure><img src=a.png><figcaption>Caption</figcaption></figure>\n\n<!-- more -->";
    expect(html(post)).toBe("<p>Text.</p>");
    expect(html(post, { images: "keep" })).toContain("<figcaption>Caption</figcaption>");
  });

  test("raw HTML by its policy", () => {
    expect(html("A <b>b</b> <iframe></iframe>", { rawHtml: "escape" })).toBe(
      "<p>A &#x3C;b>b&#x3C;/b> &#x3C;iframe>&#x3C;/iframe></p>",
    );
  });
});

describe("truncated", () => {
  test.each([
    ["one paragraph", "All of it."],
    ["paragraphs, lists, quotations", "One.\n\n- two\n\n> three"],
    ["comments and definitions", "One.\n\n<!-- c -->\n\n[a]: b"],
    ["a rule at the end", "One.\n\n---"],
    ["raw tags without content", "One.\n\n<br>"],
  ])("is false for %s", (_, markdown) => {
    expect(excerpt(markdown).truncated).toBe(false);
  });

  test.each([
    ["a heading", "## One\n\ntwo"],
    ["code", "One.\n\n~~~\ncode\n~~~"],
    ["code in a list", "- One\n\n  ~~~\n  code\n  ~~~"],
    ["an image", "One ![two](a.png)"],
    ["a note", "One[^1]\n\n[^1]: Two"],
    ["raw HTML with text", "One.\n\n<div>two</div>"],
    ["more text", `${"word ".repeat(80)}`],
    ["text below a rule", "One.\n\n---\n\nTwo.".replace("One.", "x ".repeat(110))],
  ])("is true when %s is left out", (_, markdown) => {
    expect(excerpt(markdown).truncated).toBe(true);
  });

  test("an image that is kept is not left out", () => {
    expect(excerpt("One ![two](a.png)", { images: "keep" }).truncated).toBe(false);
    expect(excerpt("One ![two](a.png)", { images: "alt" }).truncated).toBe(false);
  });
});

describe("whatever comes", () => {
  test("CRLF, CR and a byte order mark change nothing", () => {
    const post = "# T\n\nOne\ntwo.\n\n- three\n- four\n\n<!-- more -->\n\nRest.";
    const expected = excerpt(post);
    for (const newline of ["\r\n", "\r"]) {
      expect(excerpt(`\ufeff${post.replaceAll("\n", newline)}`)).toEqual(expected);
    }
  });

  test("does not change the tree", () => {
    const tree = parseMarkdown("One {{ x }}[^1] <!-- more --> two.\n\n[^1]: Note.");
    const before = structuredClone(tree);
    extractExcerpt(tree);
    extractExcerpt(tree, { markers: [] });
    expect(tree).toEqual(before);
  });

  test("no nesting is too deep", () => {
    let node: object = ["paragraph", "Deep."];
    node = remark([node]).children[0] as object;
    for (let depth = 0; depth < 20_000; depth++) node = { type: "blockquote", children: [node] };
    const tree = { type: "root", children: [node] } as Root;
    expect(extractExcerpt(tree).text).toBe("Deep.");
    const marker = { type: "html", value: "<!-- more -->" };
    expect(extractExcerpt({ type: "root", children: [node, marker] } as Root).source).toBe("marker");
  });

  test("reads the beginning of a long post only", () => {
    let reads = 0;
    const children = Array.from({ length: 5000 }, (_, index) => ({
      type: "paragraph",
      get children() {
        reads++;
        return [{ type: "text", value: `Paragraph ${index} has some more words than the last.` }];
      },
    }));
    extractExcerpt({ type: "root", children } as unknown as Root, { markers: [] });
    expect(reads).toBeLessThan(500);
  });

  test.each([
    [{ maxLength: 0 }, RangeError],
    [{ minWords: 0 }, RangeError],
    [{ locale: "no_such" }, RangeError],
    [{ links: "drop" }, RangeError],
    [{ images: "none" }, RangeError],
    [{ rawHtml: "no" }, RangeError],
    [{ order: ["first"] }, RangeError],
    [{ order: "auto" }, TypeError],
    [{ markers: "more" }, TypeError],
    [{ markers: [""] }, TypeError],
  ])("refuses %j", (options, error) => {
    expect(() => excerpt("text", options as ExcerptOptions)).toThrow(error);
    expect(() => excerpt("text", options as ExcerptOptions)).toThrow(/^Expected .*, received /);
  });
});
