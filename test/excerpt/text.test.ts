import type { PhrasingContent } from "mdast";
import remarkDirective from "remark-directive";
import remarkMath from "remark-math";
import { describe, expect, test } from "vitest";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { htmlOf, textOf } from "./excerpt-of.ts";

/** The text of one paragraph with exactly this value, unchanged by a Markdown parser. */
function read(value: string): string {
  const children: PhrasingContent[] = [{ type: "text", value }];
  return extractExcerpt(
    { type: "root", children: [{ type: "paragraph", children }] },
    { maxLength: 5000, order: ["auto"] },
  ).text;
}

describe("the text of a paragraph", () => {
  test.each([
    ["my_var_name and snake_case_too", "my_var_name and snake_case_too"],
    ["10:30 to 11:45", "10:30 to 11:45"],
    ["`Array<string>` and `a{{b}}`", "Array<string> and a{{b}}"],
    ["AT&amp;T &lt;3 &copy; &#x1f600;", "AT&T <3 © 😀"],
    ["one\ntwo  \nthree\\\nfour", "one two three four"],
    ["日本語の\n文章です。\nEnglish\nと混ぜる", "日本語の文章です。 English と混ぜる"],
    ["한국어\n문장", "한국어 문장"],
    ["~~gone~~ *here* **there**", "gone here there"],
    ["o**n**e t*w*o", "one two"],
    ["a [link](https://a.example) and <https://b.example>", "a link and https://b.example"],
    ["[ref][r] and [r]\n\n[r]: https://a.example", "ref and r"],
    ["H<sub>2</sub>O<br>and <kbd>Ctrl</kbd>", "H2O and Ctrl"],
    ["a<BR/>b", "a b"],
    ["x<script>alert(1)</script>y<style>p{}</style>z", "xyz"],
    ["a <b>b</b> c<!-- d -->", "a b c"],
    ["note[^1] here\n\n[^1]: Note", "note here"],
    ["braces { } and {a} and 100% {", "braces { } and {a} and 100% {"],
    ["a lone \ud800 surrogate", "a lone \ufffd surrogate"],
    ["“quotes” and — dashes…", "“quotes” and — dashes…"],
  ])("%j is read as %j", (markdown, expected) => {
    expect(textOf(markdown)).toBe(expected);
  });

  test('includes the alternative text of images with `images: "alt"`', () => {
    const post =
      "See ![the *alt*](a.png) and [![badge](b.png)](https://b.example).\n\n![alone](c.png)\n\nEnd.";
    expect(textOf(post)).toBe("See and. End.");
    expect(textOf(post, { images: "keep" })).toBe("See and. End.");
    expect(textOf(post, { images: "alt" })).toBe("See the alt and badge. alone; End.");
  });

  test("does not take a time for a directive, and shows an unhandled directive as its source", () => {
    const tree = parseMarkdown("At 10:30 we met, :smile: and all.", { remarkPlugins: [remarkDirective] });
    expect(extractExcerpt(tree).text).toBe("At 10:30 we met, :smile: and all.");
  });

  test("includes a formula once, as TeX", () => {
    const tree = parseMarkdown("Let $x^2$ be.", { remarkPlugins: [remarkMath] });
    expect(extractExcerpt(tree)).toMatchObject({
      text: "Let x^2 be.",
      html: '<p>Let <code class="language-math math-inline">x^2</code> be.</p>',
    });
  });

  test("is the content that a plugin set with `hChildren`", () => {
    const tree = parseMarkdown("One.");
    tree.children.push({
      type: "paragraph",
      children: [],
      data: { hName: "p", hChildren: [{ type: "text", value: "Two." }] },
    });
    tree.children.push({
      type: "paragraph",
      children: [{ type: "text", value: "Note" }],
      data: { hProperties: { className: ["markdown-alert-title"] } },
    });
    expect(extractExcerpt(tree).text).toBe("One. Two.");
  });
});

describe("syntax of other tools in the text", () => {
  test.each([
    ["a\n:::note Title\nb", "a b"],
    ["a\n  :::\nb", "a b"],
    ["::note\nb", "b"],
    ["::note b", "::note b"],
    ['!!! tip "T"\nb', "b"],
    ["???+ tip\nb", "b"],
    ["what???\nb", "what??? b"],
    ["[!NOTE]\nb", "b"],
    ["[!NOTE]- Title\nb", "b"],
    ["a [!NOTE]\nb", "a [!NOTE] b"],
    ["[[toc]]\nb", "b"],
    ["[TOC]\nb", "b"],
    ["[[_TOC_]]\nb", "b"],
    ["[toc] here\nb", "[toc] here b"],
    ["{:toc}\nb", "b"],
    ["a\n{: .class }\nb", "a b"],
    // Attributes at the end of the last line, and nowhere else.
    ["a {: .class }", "a"],
    ["a {: .class } \n ", "a"],
    ["a {: .class } b", "a b"],
    ["a {: b } c }", "a {: b } c }"],
    ["a } b {: .c}", "a } b"],
    ["a {:b", "a {:b"],
    ["a {: {{b}} }", "a {: }"],
    ["{{ a }} :::\n:::\nb", "::: b"],
    ["a b\n:::{{ a }}\nb {{ b }}", "a b b"],
    // White space of every kind is collapsed.
    ["a \t\r\n\f b", "a b"],
    ["a\u00a0\u00a0b", "a b"],
    ["a\u00a0b", "a\u00a0b"],
    ["  a  ", "a"],
    ["日\n本", "日本"],
    ["日 \n 本", "日本"],
    ["日 本", "日 本"],
    ["日\na", "日 a"],
  ])("in lines, %j is read as %j", (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  test.each([
    ["a {{< b >}} c", "a c"],
    ["a {{% b %}} c", "a c"],
    ["a {{ b }} c", "a c"],
    ["a {% b %} c", "a c"],
    ["a {# b #} c", "a c"],
    ["{{a}}{{b}}c", "c"],
    // Braces that open nothing or are not closed are kept.
    ["{a} {", "{a} {"],
    ["{ {% a %}", "{"],
    ["{{ a", "{{ a"],
    ["{{ a {% b %} c", "{{ a c"],
    ["x{%} a %}", "x{%} a %}"],
    ["x{%}", "x{%}"],
    ["x{{}}", "x{{}}"],
    // Tags around code are removed with their content; other tags leave their content.
    ["a {% highlight js %} b {% endhighlight %} c", "a c"],
    ["a {% Highlight js %} b {% endHighlight %} c", "a c"],
    ["a {%- highlight -%} b {%- endhighlight -%} c", "a c"],
    ["a {{< gist >}} b {{< /gist >}} c", "a c"],
    ["a {{< gist >}} b {{< / gist >}} c", "a c"],
    ["a {{% math %}} b {{% /math %}} c", "a c"],
    ["a {% note %} b {% endnote %} c", "a b c"],
    ["a {% codes %} b {% endcodes %} c", "a b c"],
    ["a {% code-x %} b {% endcode-x %} c", "a b c"],
    // A printed value is not such a tag.
    ["a {{ code }} b {{ endcode }} c", "a b c"],
    ["a {% code %} b", "a b"],
    ["a {% %} b", "a {% %} b"],
    ["see (this) {{< ref a >}}) now", "see (this)) now"],
    // The end of a tag is searched within 2,000 characters.
    [`x{{${"y".repeat(1996)}}}`, "x"],
    [`x{{${"y".repeat(1997)}}}`, `x{{${"y".repeat(1997)}}}`],
  ])("with tags, %j is read as %j", (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  test.each([
    ["a {% highlight js %}\n\nb\n\nc\n\n{% endhighlight %}\n\nd", "a; d"],
    ["{% highlight js %}\n\nb *c {% endhighlight %}*\n\nd", "d"],
    ["see [this]({% post_url 2020-01-01-a_b_c %}) post", "see this post"],
    ['see [this]({{< ref "/a" >}} "Title") post', "see this post"],
    ["a  \n:::\nb", "a b"],
  ])("across nodes of the tree, %j is read as %j", (markdown, expected) => {
    expect(textOf(markdown)).toBe(expected);
  });

  test("is omitted from the HTML too, however it is parsed", () => {
    const folded = (markdown: string): string => htmlOf(markdown).replace(/ +/g, " ");
    expect(folded("One {{< youtube a_b_c >}} two *three {% x %} four*.")).toBe(
      "<p>One two <em>three four</em>.</p>",
    );
    expect(folded("a {{ b*c* d }} e f {{ g }}.")).toBe("<p>a e f.</p>");
    expect(folded("- a {{ b }} c")).toBe("<ul>\n<li>a c</li>\n</ul>");
    expect(folded("`{{ code }}` {{ text }}")).toBe("<p><code>{{ code }}</code></p>");
    expect(folded("a {: .b }")).toBe("<p>a</p>");
    expect(folded("`a`:::")).toBe("<p><code>a</code>:::</p>");
  });

  test("is kept in code", () => {
    expect(textOf("`x {: a }`")).toBe("x {: a }");
    expect(textOf("Write `{:toc}` below.")).toBe("Write {:toc} below.");
    expect(textOf("a `{{ b }}` {{ c }}")).toBe("a {{ b }}");
    expect(textOf("{{ a `}}` b }} c")).toBe("{{ a }} b }} c");
    expect(textOf("- Write `{:toc}` below.")).toBe("Write {:toc} below.");
  });
});

test.each([
  ["I like version 3.", "It broke."],
  ["See [part 1](x).", "It broke."],
  ["We met at 10 a.m.", "it broke."],
  ["It lives in the U.S.", "It broke."],
  ["He works at Acme Inc.", "It broke."],
  ["“Take vitamin C.”", "It broke."],
])("%j ends a sentence at the end of its paragraph", (first, second) => {
  expect(textOf(`${first}\n\n${second}`)).toBe(`${first.replace("[part 1](x)", "part 1")} ${second}`);
});
