import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findToolSyntax,
  hiddenSpans,
  removeToolSyntax,
  withoutSpans,
} from "../../src/tool-syntax/find-tool-syntax.ts";

/** The results for a text, as `kind tool: source`. */
function found(text: string): string[] {
  return findToolSyntax(text).map(
    ({ kind, tool, start, end }) => `${kind} (${tool}): ${text.slice(start, end)}`,
  );
}

describe("findToolSyntax", () => {
  test.each([
    ["{% include a.html %} Text", ["tag (Jekyll): {% include a.html %}"]],
    ["{% post_url 2026-01-02-a %}", ["tag (Jekyll): {% post_url 2026-01-02-a %}"]],
    ["{% post_link a %}", ["tag (Hexo): {% post_link a %}"]],
    ["See [a b](/c d.pdf), and [e]({{ f }}/g h).", ["link (): [a b](/c d.pdf)", "link (): [e]({{ f }}/g h)"]],
    [
      "In [a](https://a.example/?q=1\n+b), [c]({% post_url\nd %})",
      ["link (): [a](https://a.example/?q=1\n+b)", "link (): [c]({% post_url\nd %})"],
    ],
    [
      "[a](https://a.example and [b]((https://b.example/c)",
      ["link (): [a](https://a.example", "link (): [b]((https://b.example/c)"],
    ],
    ["![](/a.png) and ![b](c.png)", ["image (): ![](/a.png)", "image (): ![b](c.png)"]],
    ["Seen:\n| a | b |\n| c | d |\n", ["table (): | a | b |\n| c | d |"]],
    ["Seen\n[a b]: https://a.example", ["link (): [a b]: https://a.example"]],
    [
      "Term\n: one\n\n:   two",
      ["definition (Pandoc or kramdown): : one", "definition (Pandoc or kramdown): :   two"],
    ],
    ["{%- asset_img a.png -%}", ["tag (Hexo): {%- asset_img a.png -%}"]],
    ["{% set a = 1 %}", ["tag (Nunjucks): {% set a = 1 %}"]],
    ["By {{ page.author }}.", ["variable (Jekyll): {{ page.author }}"]],
    ["Of {{ .Site.Title }}.", ["variable (Hugo): {{ .Site.Title }}"]],
    ["{{{ body }}}", ["variable (Liquid or Nunjucks): {{{ body }}}"]],
    ['{{< figure src="a.png" >}}', ['shortcode (Hugo): {{< figure src="a.png" >}}']],
    ["{{% note %}}A{{% /note %}}", ["shortcode (Hugo): {{% note %}}", "shortcode (Hugo): {{% /note %}}"]],
    ["a {# b #} c", ["comment (Nunjucks): {# b #}"]],
    ["a {/* b */} c", ["comment (MDX): {/* b */}"]],
    ["Text\n{: .red}", ["attributes (kramdown): {: .red}"]],
    ['link{:target="_blank"}', ['attributes (kramdown): {:target="_blank"}']],
    ["big{.red} and {#id .b}", ["attributes (Pandoc): {.red}", "attributes (Pandoc): {#id .b}"]],
    [
      "![a](b){ .red } c{ width=5 }",
      ["image (): ![a](b)", "attributes (Pandoc): { .red }", "attributes (Pandoc): { width=5 }"],
    ],
    ["image{width=50%}", ["attributes (Pandoc): {width=50%}"]],
    ["See [[Page]] and [[a|b]]", ["wiki-link (Obsidian): [[Page]]", "wiki-link (Obsidian): [[a|b]]"]],
    ["![[photo.png]]", ["wiki-link (Obsidian): ![[photo.png]]"]],
    [
      ":::note Title\nText\n:::",
      ["directive (Docusaurus or markdown-it): :::note Title", "directive (Docusaurus or markdown-it): :::"],
    ],
    ["An :abbr[HTML]{title=x} page", ["directive (Docusaurus or markdown-it): :abbr[HTML]{title=x}"]],
    ['!!! tip "Title"\n    Text', ['admonition (Python-Markdown): !!! tip "Title"']],
    ["[!abstract]- Summary\nText", ["callout (Obsidian): [!abstract]- Summary"]],
    ["%[https://example.com/a]", ["embed (Hashnode): %[https://example.com/a]"]],
    ['![a](b.png align="center")', ['image (Hashnode): ![a](b.png align="center")']],
    ["![a](b.png =100x20)", ["image (markdown-it-imsize): ![a](b.png =100x20)"]],
    ['[gallery ids="1,2"]', ['bbcode (WordPress): [gallery ids="1,2"]']],
    ["[code]a[/code]", ["bbcode (WordPress): [code]a[/code]"]],
    ["[[_TOC_]]", ["contents (a table of contents): [[_TOC_]]"]],
    ["[gallery]", ["bbcode (WordPress): [gallery]"]],
    ["Text\n  [contact-form-7] \nText", ["bbcode (WordPress): [contact-form-7]"]],
    [
      '::card{title="A"}\nText\n::',
      ['directive (Nuxt or remark-directive): ::card{title="A"}', "directive (Nuxt or remark-directive): ::"],
    ],
    [
      ':my-video{src="a.mp4"} and :badge{.red}',
      [
        'directive (Nuxt or remark-directive): :my-video{src="a.mp4"}',
        "directive (Nuxt or remark-directive): :badge{.red}",
      ],
    ],
    ["::toc", ["directive (Nuxt or remark-directive): ::toc"]],
    ['??? pied-piper "Title"', ['admonition (Python-Markdown): ??? pied-piper "Title"']],
    ['=== "Tab 1"', ['tab (Python-Markdown): === "Tab 1"']],
    ["A %% not yet %% b", ["comment (Obsidian): %% not yet %%"]],
    ["%%\nnot yet\n\n%%", ["comment (Obsidian): %%\nnot yet\n\n%%"]],
    [
      "A ==loud== word, ==très fort==.",
      ["mark (Obsidian or markdown-it): ==loud==", "mark (Obsidian or markdown-it): ==très fort=="],
    ],
    ["[embed]https://a.b/c[/embed] d", ["bbcode (WordPress): [embed]https://a.b/c[/embed]"]],
    ["a^[No.] b", ["footnote (Pandoc): ^[No.]"]],
    ["Text.^[An aside, of words.] More", ["footnote (Pandoc): ^[An aside, of words.]"]],
    ['--8<-- "a.md"', ['include (Python-Markdown): --8<-- "a.md"']],
    ["<<< @/snippets/a.js{2}", ["include (VitePress): <<< @/snippets/a.js{2}"]],
    [
      "Term\n:   Text\n: More",
      ["definition (Pandoc or kramdown): :   Text", "definition (Pandoc or kramdown): : More"],
    ],
    ["*[HTML]: Hyper", ["abbreviation (Python-Markdown): *[HTML]: Hyper"]],
    [
      "という:sushi:会 :+1: :e_mail:.",
      ["emoji (GitHub): :sushi:", "emoji (GitHub): :+1:", "emoji (GitHub): :e_mail:"],
    ],
    ['{{ youtube(id="a") }}', ['variable (Zola): {{ youtube(id="a") }}']],
    [
      '{% quote(author="A") %}a{% end %}',
      ['tag (Zola): {% quote(author="A") %}', "tag (Liquid or Nunjucks): {% end %}"],
    ],
    ["{{ $frontmatter.title }}", ["variable (Vue): {{ $frontmatter.title }}"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    `$${"{{ secrets.TOKEN }}"}`,
    "x^{{2}} and \\frac{{a}}{b}",
    "style={{ color: 1 }}",
    "{{</* figure */>}}",
    "\\{{ x }}",
    "println {:?} {:>8} {}",
    "requests_total{code=\"200\"} > 5 and rate(up{job='a'}[5m])",
    "a:hover{color=red} and a:b{top=5}",
    "{a, b} {x=1}",
    "https://example.com/?d={%22a%22}",
    "[[:<:]] [[this]] [[Prototype]] and [[ -f x ]] and [[1, 2]]",
    "a[0][1] [code] [embed play]: x",
    "at 10:30 in a:b[1]",
    "What??? Really!!! yes",
    "??? who knows",
    "Text [!note] here",
    "100%% sure, 50%% off, for %%i in (a) do echo %%i",
    "a == b == c, a==b, ==5860== and ===x===",
    "/^[a-z ]+/ and x^[2]",
    "std::vector, ::before { } and a::b::c",
    "at 10:30:15, http://a.b:80:x, a:b:c, :a and mailto:x:",
    ": a\n\n: b",
    "A type {.emit.} and {.a.b.}",
    "f[a](b), random[T](x: int), a [b](c) and [x]: y",
    "| a | b |",
    "See <<< below, --8<-- and === Title",
    "Write [gallery] here",
    "",
  ])("finds nothing in %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("finds nothing in code", () => {
    const text = "Write {{ x }} and {{ y }}";
    expect(findToolSyntax(text, { code: [{ start: 6, end: 13 }] }).map(({ start }) => start)).toEqual([18]);
  });

  test("the contents of {% raw %} are text", () => {
    expect(found("{% raw %}{{ a }}{% endraw %} {{ b }}")).toEqual([
      "tag (Jekyll): {% raw %}",
      "tag (Jekyll): {% endraw %}",
      "variable (Liquid or Nunjucks): {{ b }}",
    ]);
  });
});

describe("a tag around code", () => {
  test("extends to its closing tag", () => {
    expect(removeToolSyntax("A {% highlight js %}let a{% endhighlight %} b")).toBe("A  b");
    expect(removeToolSyntax("A {{< mermaid >}}a-->b{{< /mermaid >}} b")).toBe("A  b");
  });

  test("ends at once when it is not closed", () => {
    expect(removeToolSyntax("{% gist a/b %} Real text.")).toBe(" Real text.");
    expect(removeToolSyntax('{{< highlight go "a" />}} Real text.')).toBe(" Real text.");
  });

  test("extends to the end of the text when it is closed later", () => {
    const text = "A {% highlight js %} let a";
    const items = findToolSyntax(text, { isClosedLater: (name) => name === "highlight" });
    expect(items).toMatchObject([{ start: 2, end: text.length, isOpen: true, name: "highlight" }]);
  });
});

test("the words of wiki links and directives are kept", () => {
  expect(removeToolSyntax("See [[Page|the page]], [[Other]], :abbr[HTML]{title=x}.")).toBe(
    "See the page, Other, HTML.",
  );
});

test("results are in order, within the text, do not overlap, and are never in code", () => {
  const piece = fc.constantFrom(
    ..."{{ }} {% %} {# #} {/* */} {{< >}} [[ ]] | :::a %[ ![a]( ) {: {.a } [caption] [/caption] raw endraw highlight endhighlight [!a] a \n".split(
      " ",
    ),
    " ",
    "\v",
    "\n",
    '"',
    "https://a.b",
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { maxLength: 4 }), (text, bounds) => {
      const ends = [...new Set(bounds)].sort((a, b) => a - b).filter((bound) => bound <= text.length);
      const code = [];
      for (let index = 0; index + 1 < ends.length; index += 2)
        code.push({ start: ends[index]!, end: ends[index + 1]! });
      let last = 0;
      for (const { start, end, shown = { start, end }, name } of findToolSyntax(text, { code })) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(shown.start >= start && shown.end <= end).toBe(true);
        // Contained in a tag around code.
        if (name !== "highlight")
          expect(code.filter((span) => span.start < end && span.end > start)).toEqual([]);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 300 },
  );
});

test.each([
  "{{ a ",
  "{% highlight %} ",
  '{{< a "b >}} ',
  "[[a|b ",
  "[caption id=1] ",
  "{.a .b ",
  ":::a\n",
  "![a](b c ",
  "{/* ",
  "[gallery]    ",
  "%% a ",
  "==a ",
  "^[a b ",
  ":a",
  "\n: a",
  "[a](/b ",
  "[a](/(b",
  "[a]: /b",
  "\n|a|",
  "\n\n:  a",
])("a text of only %j is read in linear time", (unit) => {
  const timeOf = (count: number): number => {
    const start = performance.now();
    findToolSyntax(unit.repeat(count));
    return performance.now() - start;
  };
  timeOf(1000);
  expect(timeOf(20_000)).toBeLessThan(1500);
});

test("spans are removed from a part of a text", () => {
  const text = "ab {{ x }} cd";
  const spans = hiddenSpans(findToolSyntax(text));
  expect(withoutSpans("}} cd", 8, spans)).toBe(" cd");
});
