import type { Element, Root } from "hast";
import type { Root as MdastRoot } from "mdast";
import { describe, expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import type { PostParserOptions } from "../../src/post/post-parser-options.ts";
import { createSatteriParser } from "../../src/satteri/index.ts";

const parsers = [createPostParser(), createPostParser({ parser: createSatteriParser() })];

/** `line:column quoted text` of each message of the rule. */
function leftoversOf(markdown: string, parsePost = parsers[0]): string[] {
  const { messages } = parsePost!.sync(`---\ntitle: T\n---\n${markdown}\n`);
  return messages
    .filter(({ ruleId }) => ruleId === "template-leftover")
    .map(({ line, column, actual }) => `${line}:${column} ${actual}`);
}

describe("template-leftover", () => {
  test.each([
    ["Text {% b %} {% c %}", ["4:6 {% b %}"]],
    ["By {{ page.author }}", ["4:4 {{ page.author }}"]],
    ['{{< figure src="a.png" >}}', ['4:1 {{< figure src="a.png" >}}']],
    ["{{<figure>}}\n\nText {{<figure>}}", ["4:1 {{<figure>}}"]],
    ["A\n{: .red}", ["5:1 {: .red}"]],
    ['[p](u){:target="_blank"} *big*{.red}', ['4:7 {:target="_blank"}']],
    ["> - See [[Page]] and [[a|b]]", ["4:9 [[Page]]"]],
    [":::note\nA\n:::", ["4:1 :::note"]],
    ["> [!abstract] A\n> b", ["4:3 [!abstract] A"]],
    ["> [!TIP] In a hurry?\n> b", ["4:3 [!TIP] In a hurry?"]],
    ["Text %[https://example.com/a]", ["4:6 %[https://example.com/a]"]],
    ["@[youtube](abc)\n\nAsk @youtube.", ["4:1 @youtube"]],
    ['![a](b.png align="center")', ['4:1 ![a](b.png align="center")']],
    ["![a](my file.png)", ["4:1 ![a](my file.png)"]],
    [
      "<figure>\n![a](b.png)\n[c](https://d.example)\n</figure>",
      ["5:1 ![a](b.png)", "6:1 [c](https://d.example)"],
    ],
    ["See [a](/my file.pdf).", ["4:5 [a](/my file.pdf)"]],
    ["See [a](https://b.example/?c\n+d).", ["4:5 [a](https://b.example/?c +d)"]],
    ["Text\n[a]: https://b.example", ["5:1 [a]: https://b.example"]],
    ["- x\n\n  | a | b |\n  | c | d |", ["6:3 | a | b | | c | d |"]],
    ["Term\n\n:   Text", ["6:1 :   Text"]],
    ["Term\n:   **Text** of `code`", ["5:1 :   Text of code"]],
    ["See [the `code`](/a b).", ["4:5 [the code](/a b)"]],
    ["[caption id=1]![a](b.png) A[/caption]", ["4:1 [caption id=1] A[/caption]"]],
    ["a :tada: and \\:no: :wave:", ["4:3 :tada:"]],
    ["- ==a *b* c== d", ["4:3 ==a b c=="]],
    ["Term\n:   *Text*", ["5:1 :   Text"]],
    ["![a](b.png){: .icon\nwidth='70'}Text", ["4:12 {: .icon width='70'}"]],
    ["![a](b.png){:\nstyle='color: red'}", ["4:12 {: style='color: red'}"]],
    ["![a](b.png){.icon\nwidth='70'} Text", ["4:12 {.icon width='70'}"]],
    ["<p>{{ x }}</p>", ["4:4 {{ x }}"]],
    ["| {{ a }} |\n|---|", ["4:3 {{ a }}"]],
    ["[t]({{ page.url }}) <a href='{{ u }}'>v</a>", ["4:1 {{ page.url }}"]],
    ["> > [!abstract] b", ["4:5 [!abstract] b"]],
    ["a[^1] {{ x }}\n\n[^1]: b", ["4:7 {{ x }}"]],
    ["`[[a` b]] {{ x }}", ["4:11 {{ x }}"]],
    ["<span class=katex>{{ a }}</span> {{ b }}", ["4:34 {{ b }}"]],
    ["![{{a}}](b.png) {{ c }}", ["4:17 {{ c }}"]],
    ["\\{{ a }} {{ b }}", ["4:10 {{ b }}"]],
    ["{{ a }} {{ a }}\n{{ a }}", ["4:1 {{ a }}"]],
    ["a {{ x }}{% y %} b {% z %}", ["4:3 {{ x }}", "4:10 {% y %}"]],
    ["<b hidden>{{ x }}</b> {{ y }}", ["4:23 {{ y }}"]],
    ["a<br>{{ x }}", ["4:6 {{ x }}"]],
    ["*{{ x }}* {{ y }}", ["4:2 {{ x }}"]],
    ["- a\n\n  b {{ x }}", ["6:5 {{ x }}"]],
    ["a {b {c {{ d }}", ["4:9 {{ d }}"]],
    ["A <!--@include: ./a.md{3,}--> b", ["4:3 <!--@include: ./a.md{3,}-->"]],
    ['<td>\n<!-- #include virtual="/a.html" --></td>', ['4:1 <!-- #include virtual="/a.html" -->']],
    ["[a](__GHOST_URL__/a/) ![](__GHOST_URL__/b.png)", ["4:1 __GHOST_URL__/a/"]],
    ["<img src='__GHOST_URL__/b.png'>", ["4:1 __GHOST_URL__/b.png"]],
    ["As [@doe2020] and [see @li_1999; @b] say [-@x, p. 3]", ["4:4 [@doe2020]"]],
    ["The n^th^ of 2^10^, \\^2^ m^2^", ["4:6 ^th^"]],
    ["H~2~O and *CO~2~*", ["4:2 ~2~"]],
    ["A thought. ^a1b2c3\n\n- a ^my-list", ["4:12 ^a1b2c3"]],
    ["- a\n\n^37066d", ["6:1 ^37066d"]],
    ["- With **v1.4.0 **, this is ** bold **, and\n  **so ** is this", ["4:8 **v1.4.0 **"]],
    ["A <%= link_to 'b' %> c\n\n> <% if d %>", ["4:3 <%= link_to 'b' %>"]],
    ["See {ref}`queues` and {py:func}`a`", ["4:5 {ref}"]],
    ["(my-target)=\n\n## A", ["4:1 (my-target)="]],
    ["$$\na_1 = b\n$$\n\n> $$ c^2 $$", ["4:1 $$ a_1 = b $$"]],
    ["\\begin{align*}\na = b\n\\end{align*}", ["4:1 \\begin{align*} a = b \\end{align*}"]],
    ["See [the docs] (https://a.example/b) now", ["4:5 [the docs] (https://a.example/b)"]],
    ["詳しくは[資料]（https://a.example）です", ["4:5 [資料]（https://a.example）"]],
  ])("is reported in %s", (markdown, expected) => {
    for (const parsePost of parsers) expect(leftoversOf(markdown, parsePost)).toEqual(expected);
  });

  test.each([
    "`<!--@include: a-->` <!-- include the file --> `__GHOST_URL__/a` __GHOST_URL__",
    "[@someone] [@ab1992] [@types/node] [@doe2020](https://example.com) [@li2020]\n\n[@li2020]: https://example.com",
    "^O^ 好^O^ a^b^c 2^3^4 `x^2^` ~~2~~ a~~2~~ foo~s~ x\\^2\\^",
    "main ^dev-branch now, ^a1b2c3 `a ^a1b2c3`",
    "`{{ x }}` and ``{% y %}``\n\n```\n{{ x }}\n```\n\n    {% y %}",
    "\\{{ x }} &#123;{ y }} \\[[z]] {\\% w %}",
    "{% raw %}`{{ x }}`{% endraw %}".replaceAll(/\{% \w+ %\}/g, ""),
    "> [!NOTE]\n> Text",
    "## Head {#id}",
    "A {/* note */} b",
    "<!-- {{ x }} -->",
    "$x^{{2}}$ and arr[[1, 2]]",
    "f(**kwargs, **opts), src/**/*.js, lib/** or test/**, 2 ** 3 ** 4, 2 ** n ** 3, \\*\\*not bold \\*\\*, `** a **`",
    "It costs $$5 or $$10, 5 <% 3 and `<%= a %>`, f(x)=y, {name}, (x) = 1",
    "[1] (https://a.example), - [x] (https://b.example), \\[the docs] (https://c.example)",
    "The slot [[Prototype]].",
    "A <tt>{:ok, list}</tt>, <kbd>:name:</kbd>, <samp>{{ x }}</samp>.",
    // French writes a space before a colon, and the line before was full.
    "Oublions pour un instant les files, les anneaux, les verrous et parlons\n: des piles.",
    "- [Les files d’attente et leur histoire](https://example.com/files/histoire)\n  : un bon début.",
    "[!abstract] A",
    "> a\n\n[!abstract] b",
    "{% endif %}",
    "\\[a](/b c) and \\| a |\n\\| b |",
    "| a |\n|---|\n| b |\n\n[a]: /b",
  ])("is not reported in %s", (markdown) => {
    for (const parsePost of parsers) expect(leftoversOf(markdown, parsePost)).toEqual([]);
  });

  test.each([
    [
      "By {{ a }}",
      'A template variable of Liquid or Nunjucks is shown as text: "{{ a }}"',
      /^Replace it with Markdown or HTML, or run the tool/,
    ],
    ["{{< a >}}", 'A shortcode of Hugo is shown as text: "{{< a >}}"', /^Replace it/],
    [
      "[[Page]] [[b]]",
      'A wiki link of Obsidian is shown as text: "[[Page]]", and 1 more',
      /^Write a Markdown link/,
    ],
    ["> [!a] B", 'A callout of Obsidian is shown as text: "[!a] B"', /^Only `\[!NOTE\]`/],
    ["[toc]", 'A table of contents is shown as text: "[toc]"', /^Remove it; `post\.headings`/],
    [
      "[caption]a[/caption]",
      'A shortcode of WordPress is shown as text: "[caption]a[/caption]"',
      /^Replace it/,
    ],
    ["a\n{: .red}", "A list of attributes of", /^Remove it, or write the element as raw HTML\.$/],
    [":::note\na\n:::", "A directive", /^Use a plugin that reads directives/],
    ["!!! note\n    a", "An admonition", /^Write a quote that begins with `\[!NOTE\]`/],
    ["%[https://a.example]", "An embedded link", /^Write the link as `<https:\/\/…>`/],
    ["![a](b c.png)", "An image", /^Markdown has no attributes for images/],
    [
      '<a href="{{ u }}">a</a> <img src="{{ v }}">',
      'The address "{{ u }}" was left out: only a template can read it, and 1 more',
      /^Write the address itself/,
    ],
    [
      "[a]({{ u }}) ![c]({{ w }})",
      'The address "{{ u }}" was left out: only a template can read it, and 1 more',
      /^Write the address itself/,
    ],
    [
      "[a]({{ u }})",
      'The address "{{ u }}" was left out: only a template can read it',
      /^Write the address itself/,
    ],
  ])("%s is reported with: %s", (markdown, reason, note) => {
    const [message, ...others] = parsers[0]!.sync(`# T\n\n${markdown}`).messages;
    expect(others).toEqual([]);
    if (/["t]$|\d more$/.test(reason)) expect(message?.reason).toBe(reason);
    else expect(message?.reason).toMatch(new RegExp(`^${reason}.* is shown as text: "`));
    expect(message?.note).toMatch(note);
  });

  test("is reported without a position when the tree has none", () => {
    const parser = (): MdastRoot => ({
      type: "root",
      children: [
        { type: "paragraph", children: [{ type: "text", value: "a {{ x }}" }] },
        { type: "paragraph", children: [{ type: "text", value: "b {{ y }}" }] },
      ],
    });
    const { messages } = createPostParser({ parser }).sync("---\ntitle: T\n---\na {{ x }}");
    expect(messages).toEqual([]);
  });

  test("has one message with a count and the likely tool", () => {
    const { messages } = parsers[0]!.sync("# T\n\n{% include a.html %}\n\n{% seo %} {% endseo %}\n");
    expect(messages.map(({ reason }) => reason)).toEqual([
      'A template tag of Jekyll is shown as text: "{% include a.html %}", and 1 more',
    ]);
    expect(messages[0]).toMatchObject({ fatal: false, url: "docs/diagnostics.md#template-leftover" });
  });

  test("a shortcode is not an HTML element", () => {
    const { messages, html } = parsers[0]!.sync('# T\n\n{{<notice type="info">}}\n\nText\n\n{{</notice>}}\n');
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(["template-leftover"]);
    expect(html).toBe('<p>{{&#x3C;notice type="info">}}</p>\n<p>Text</p>\n<p>{{&#x3C;/notice>}}</p>');
  });

  test("a link whose URL is a template tag is not listed", () => {
    const { links, html } = parsers[0]!.sync("# T\n\n[a]({{ page.url }}) [b](/b/)\n");
    expect(links.map(({ url }) => url)).toEqual(["/b/"]);
    expect(html).toBe('<p><a>a</a> <a href="/b/">b</a></p>');
  });

  test("is not reported when a rehype plugin handled it", () => {
    const readWikiLinks = () => (tree: Root) => {
      const paragraph = tree.children[0] as Element;
      paragraph.children = [{ type: "text", value: "Page" }];
    };
    const options: PostParserOptions = { rehypePlugins: [readWikiLinks] };
    expect(leftoversOf("[[Page]]", createPostParser(options))).toEqual([]);
  });

  test("an inline marker ends the excerpt and is not shown", () => {
    for (const parsePost of parsers) {
      const { html, excerpt } = parsePost.sync("# T\n\nOne. {/* truncate */}Two.\n");
      expect(html.trimEnd()).toBe("<p>One. Two.</p>");
      expect(excerpt).toMatchObject({ text: "One.", source: "marker", truncated: true });
    }
  });
});

test.each([
  [
    "Write \\[\\[no\\]\\] for a link, \\{{ x }} for a value.",
    "Write [[no]] for a link, {{ x }} for a value.",
  ],
  ["A \\:tada: in ==b== **c** [[d]].", "A :tada: in ==b== c d."],
  ["> \\[!TIP] a", "[!TIP] a"],
  ["A [[b]]{.c}.", "A b."],
  ["<span>a</span>\n\n- b\n  - \\[[c]] <b>d</b>", "a; b; [[c]] d"],
  ["It is a :bug:. Term\n: Text!", "It is a :bug:. Term : Text!"],
  ["\\[a\n\n<p><a>x\n\ny</a>", "[a"],
])("escaped syntax is text in an excerpt: %s", (markdown, expected) => {
  for (const parsePost of parsers) expect(parsePost.sync(markdown).excerpt.text).toBe(expected);
});
