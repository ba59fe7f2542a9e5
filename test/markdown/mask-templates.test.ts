import fc from "fast-check";
import type { Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { createSatteriParser } from "../../src/satteri/index.ts";
import { htmlOf, reportingHtmlOf } from "./html-of.ts";

const parsers: [string, ((text: string) => Root) | undefined][] = [
  ["remark-parse", undefined],
  ["satteri", createSatteriParser()],
];

describe.each(parsers)("template tags with the parser %s", (_name, parser) => {
  test.each([
    // References to files, which buildBlog resolves.
    ['[t]({{< ref "a.md#x" >}})', '<p><a href="a.md#x">t</a></p>'],
    ["[t]({{% relref 'sub/a.md' %}} \"T\")", '<p><a href="sub/a.md" title="T">t</a></p>'],
    ['[t]({{< ref path="a.md" lang="ja" >}})', '<p><a href="a.md">t</a></p>'],
    ["[t]({{< relref a >}})", '<p><a href="a.md">t</a></p>'],
    ['[t]({{< ref "/events" >}})', '<p><a href="/events">t</a></p>'],
    ['[t][r]\n\n[r]: {{< ref "a.md" >}}', '<p><a href="a.md">t</a></p>'],
    ['[r]\n\n[r]: <{{< ref "a.md" >}}> "T"', '<p><a href="a.md" title="T">r</a></p>'],
    ["[t]({% post_url 2020-01-01-a %})", '<p><a href="2020-01-01-a.md">t</a></p>'],
    ["[t]({% post_url sub/2020-01-01-a %}#x)", '<p><a href="sub/2020-01-01-a.md#x">t</a></p>'],
    ["[t]({{ site.baseurl }}{% post_url 2020-01-01-a %})", '<p><a href="2020-01-01-a.md">t</a></p>'],
    ["[t]({{site.baseurl}}{%- link _posts/x.md -%})", '<p><a href="/_posts/x.md">t</a></p>'],
    ['<a href="{{< ref "a.md" >}}">t</a>', '<p><a href="a.md">t</a></p>'],
    // The root of the site.
    ["[t]({{ site.url }}/x/)", '<p><a href="/x/">t</a></p>'],
    ["[t]({{ site.url }}{{ site.baseurl }}/x/?a=1#b)", '<p><a href="/x/?a=1#b">t</a></p>'],
    ["![a]({{ site.baseurl }}a.png)", '<p><img src="/a.png" alt="a"></p>'],
    ['![a]({{ "/x.png" | relative_url }})', '<p><img src="/x.png" alt="a"></p>'],
    ['![a]({{"/x y.png"}})', '<p><img src="/x%20y.png" alt="a"></p>'],
    ['<img src="{{ \'x.png\' }}" alt="a">', '<img src="x.png" alt="a">'],
    ["[t]({{ 'x/' | absolute_url }})", '<p><a href="/x/">t</a></p>'],
    ['[t]({{ "/x/" | url }})', '<p><a href="/x/">t</a></p>'],
    ['<img src="{{ "/a.png" | relURL }}" alt="a">', '<img src="/a.png" alt="a">'],
    ["<a href={{ site.url }}>t</a>", '<p><a href="/">t</a></p>'],
    // Pelican's paths.
    ["[t]({filename}/a/b.md#c)", '<p><a href="/a/b.md#c">t</a></p>'],
    ['![a](<{static}/x y.png> "T")', '<p><img src="/x%20y.png" alt="a" title="T"></p>'],
    ["[t][r]\n\n[r]: {attach}b.pdf", '<p><a href="b.pdf">t</a></p>'],
    ["<a href='{filename}b.md'>t</a>", '<p><a href="b.md">t</a></p>'],
    ["[t]({tag}python) or {filename}", "<p><a>t</a> or {filename}</p>"],
    // Only the other tool can resolve it.
    ["[t]({{ page.url }})", "<p><a>t</a></p>"],
    ["[t](https://x.y/{{ page.id }}/)", "<p><a>t</a></p>"],
    ["![a *b*]({{ page.image | first }})", '<p><img alt="a b"></p>'],
    ["[t][r]\n\n[r]: <{{% param canonical_url %}}>", "<p><a>t</a></p>"],
    ['<a href="{{ url }}">t</a> <a href={{ url }}>u</a>', "<p><a>t</a> <a>u</a></p>"],
    // Shown as text.
    ["{{<figure src='a'>}} *b*", "<p>{{&#x3C;figure src='a'>}} <em>b</em></p>"],
    ["{% youtube https://a.b/c_d_e %}", "<p>{% youtube https://a.b/c_d_e %}</p>"],
    ["{{< figure\n  src='x'\n>}}", "<p>{{&#x3C; figure\nsrc='x'\n>}}</p>"],
    ['<p>{{ "x" }} {{<b>}}</p>', '<p>{{ "x" }} {{&#x3C;b>}}</p>'],
    ["`{{ x }}` and `{{` or `}}`", "<p><code>{{ x }}</code> and <code>{{</code> or <code>}}</code></p>"],
    ["> ~~~\n> {{ a\n> b }}\n> ~~~", "<blockquote>\n<pre><code>{{ a\nb }}\n</code></pre>\n</blockquote>"],
    ["Use {{ for open\n- and }} for close", "<p>Use {{ for open</p>\n<ul>\n<li>and }} for close</li>\n</ul>"],
    ["[a {{ b](c) }}", '<p><a href="c">a {{ b</a> }}</p>'],
    ["\\{{ x }} and $^{{2}}$", "<p>{{ x }} and $^{{2}}$</p>"],
  ])("%s", (markdown, html) => {
    expect(htmlOf(markdown, { parser }).trimEnd()).toBe(html);
  });

  test.each([
    ["A{/* truncate */} b", "<p>A b</p>"],
    ["A\n\n{/* more */}\n\nB", "<p>A</p>\n\n<p>B</p>"],
    ["A\n\n{/*more*/}\n\nB", "<p>A</p>\n\n<p>B</p>"],
    ["A {/* a\nb */}c", "<p>A \nc</p>"],
    ["<p>A{ /* note */ }</p>", "<p>A</p>"],
    ["`{/* x */}`", "<p><code>{/* x */}</code></p>"],
    ["    {/* x */}", "<pre><code>{/* x */}\n</code></pre>"],
  ])("an MDX comment is never shown: %s", (markdown, html) => {
    expect(htmlOf(markdown, { parser }).trimEnd()).toBe(html);
  });
});

test.each([
  '[a]({{ site.url }}/a/) [b]({{ site.url }}/b/) [c]({{< ref "c.md" >}})',
  '[c][d] and [d]\n\n[d]: {{< ref "c.md" >}}',
  "[a]({% post_url 2020-01-01-a %})",
])("a URL that was read correctly is reported only once: %s", (markdown) => {
  expect(reportingHtmlOf(markdown).reported).toEqual([expect.stringContaining("template-leftover")]);
});

test("the message quotes the text that was read as the URL", () => {
  const messages: VFileMessage[] = [];
  const markdown = "a\n\n[b]({{ site.url }}/c/)";
  for (const more of ["", " [d]({{ site.url }}/e/) ![f]({{ site.url }}/g.png)"])
    parseMarkdown(markdown + more, { path: "a.md", onMessage: (message) => messages.push(message) });
  const first = 'The address "{{ site.url }}/c/" was read as "/c/"';
  expect(messages.map(({ reason, line, column, file }) => [reason, line, column, file])).toEqual([
    [first, 3, 1, "a.md"],
    [`${first}, and 2 more in the same way`, 3, 1, "a.md"],
  ]);
  expect(messages[0]).toMatchObject({
    actual: "{{ site.url }}/c/",
    note: "The root of the site was read as `/`, and the name of a file as a link to it. If that is wrong, write the address without a template.",
  });
});

test.each([
  ["> {{< a\n>   b\n> >}} *c*", "{{< a\nb\n>}} "],
  ["- {{ a\n  b }} *c*", "{{ a\nb }} "],
  ["a {%\n\nb\n%} *c*", "b\n%} "],
])("a tag across several lines is text: %j", (markdown, start) => {
  const tree = JSON.stringify(parseMarkdown(markdown));
  expect(tree).toContain(`"value":${JSON.stringify(start)}`);
  expect(tree).toContain('"emphasis"');
});

test.each([
  ["{ /* a */ }", "<!-- a -->"],
  ["{/*a -- b*/}", "<!--a - - b-->"],
  ["{/**/}", "<!---->"],
])("the comment %j keeps its text", (markdown, comment) => {
  expect(parseMarkdown(markdown).children).toMatchObject([{ type: "html", value: comment }]);
});

test.each([
  [
    '{{<video src="a.mp4" caption="See [this](/x) now">}} b',
    '<p>{{&#x3C;video src="a.mp4" caption="See [this](/x) now">}} b</p>',
  ],
  ["{{< figure alt='a `b` c' >}}", "<p>{{&#x3C; figure alt='a `b` c' >}}</p>"],
  ['{% image "a.png", alt="[a](b)" %}', '<p>{% image "a.png", alt="[a](b)" %}</p>'],
])("Markdown in an argument is part of the tag: %s", (markdown, html) => {
  expect(reportingHtmlOf(markdown)).toMatchObject({ html, reported: [] });
});

test("text that contains the mask characters is not masked", () => {
  expect(htmlOf("\uFDD0\uE000 [t]({{ x }})")).toBe("<p>\uFDD0\uE000 [t]({{ x }})</p>");
});

test("the tree of masked text has the positions and texts of the source", () => {
  const piece = fc.constantFrom(
    "{{ a }}",
    "{% b %}",
    "{{<c>}}",
    "{# d #}",
    "`",
    "```\n",
    "~~~\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "*",
    "_",
    "[a](",
    ")",
    "<b ",
    '="',
    '">',
    "word ",
    "    ",
    "|",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const source = pieces.join("");
      const tree = JSON.stringify(parseMarkdown(source));
      expect(tree).not.toMatch(/[\uFDD0\uFDD1\uE000-\uF8FF]/);
    }),
  );
});
