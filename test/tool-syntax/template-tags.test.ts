import { describe, expect, test } from "vitest";
import { withoutSpans } from "../../src/tool-syntax/find-tool-syntax.ts";
import {
  findClosingTag,
  findTemplateTags,
  hasTemplate,
  resolveTemplateUrl,
} from "../../src/tool-syntax/template-tags.ts";

describe("template tags", () => {
  test.each([
    ["{% include a.html %}", ["tag open include: include a.html"]],
    ["{%- endif -%}", ["tag close if: endif"]],
    ["{% end_raw %}", ["tag close raw: end_raw"]],
    [
      "{% raw %}{{ a }}{% endraw %}{{ b }}",
      ["tag open raw: raw", "tag close raw: endraw", "variable open b: b"],
    ],
    ["{% raw %}{{ a }}", ["tag open raw: raw", "variable open a: a"]],
    ["{{< endnote >}}", ["shortcode open endnote: endnote"]],
    ["{{< /note >}}", ["shortcode close note: /note"]],
    ["{{< figure />}}", ["shortcode alone figure: figure /"]],
    ["{{% note %}}", ["shortcode open note: note"]],
    ["{{- page.title -}}", ["variable open page: page.title"]],
    ["{{~ a ~}}", ["variable open a: a"]],
    ["{# a comment #}", ["comment open a: a comment"]],
    ["{/* a */ }", ["mdx-comment open a: a"]],
    ["{{{ html }}} b", ["variable open html: html"]],
    // Not template tags.
    ["{{ }}", []],
    ["{{ 'a'", []],
    ["{% a\n\n %}", []],
    ["x={{ a: 1 }}", []],
    ["\\{{ a }}", []],
    ["x_{{ a }}", []],
    ["{{</* a */>}}", []],
    ["{%22a%22%}", []],
  ])("%j", (text, expected) => {
    expect(
      findTemplateTags(text).map(({ kind, form, name, inner }) => `${kind} ${form} ${name}: ${inner}`),
    ).toEqual(expected);
  });

  test("a tag ends at its last brace", () => {
    expect(findTemplateTags("{{{ a }}} b")).toMatchObject([{ start: 0, end: 9 }]);
    expect(findTemplateTags("{{ a }}} b")).toMatchObject([{ start: 0, end: 7 }]);
    expect(findTemplateTags("x={{ a }}")).toMatchObject([{ start: 2, end: 9 }]);
  });

  test("code is skipped, even when a tag starts before it", () => {
    const starts = (text: string, ...code: [number, number][]) =>
      findTemplateTags(
        text,
        code.map(([start, end]) => ({ start, end })),
      ).map(({ start }) => start);
    const text = "{{ a }} {{ b }} {{ c }}";
    expect(starts(text)).toEqual([0, 8, 16]);
    expect(starts(text, [8, 15])).toEqual([0, 16]);
    expect(starts(text, [0, 7], [16, 23])).toEqual([8]);
    expect(starts(text, [3, 4])).toEqual([8, 16]);
    expect(starts(text, [7, 8])).toEqual([0, 8, 16]);
  });

  test.each([
    ["{% endnote %}", "note", 0, 13],
    ["{%- end_note -%}", "note", 0, 16],
    ["a {{< /note >}}", "note", 2, 15],
    ["a {{% /note %}}", "note", 2, 15],
    ["{% /note %}", "note", 0, 11],
    ["{% endnotes %}", "note", undefined, undefined],
    ["{{< note >}}", "note", undefined, undefined],
    ["{% end.* %}", ".*", undefined, undefined],
  ])("in %j, finds the closing tag of %j", (text, name, start, end) => {
    expect(findClosingTag(text, name)).toEqual(start === undefined ? undefined : { start, end });
  });

  test("a closing tag is searched from an offset", () => {
    expect(findClosingTag("{% enda %} {% enda %}", "a", 1)).toEqual({ start: 11, end: 21 });
  });
});

describe("template URLs", () => {
  test.each([
    ["{{ site.baseurl }}/a/", "/a/"],
    ["{{ site.url }}{{ site.baseurl }}/a/", "/a/"],
    ["/{{ base_path }}/a/", "/a/"],
    ["{{ baseurl }}a", "/a"],
    ["{{ site.url }}#a", "#a"],
    ["{{ .Site.BaseURL }}a.png", "/a.png"],
    ['{{ "a" | relative_url | absolute_url }}', "/a"],
    ['{{ "" | relative_url }}', "/"],
    ["{{ 'https://a.b/' | relative_url }}", "https://a.b/"],
    ['{{ "a" | prepend: site.baseurl }}', "/a"],
    ['{{ relURL "a/b" }}', "/a/b"],
    // Without a filter, the text is the address.
    ['{{ "/a b.png" }}', "/a b.png"],
    ["{{'a.png'}}", "a.png"],
    ["{{ site.baseurl }}{{ 'a.png' }}", "/a.png"],
    ['{{"https://a.b/c"}}?d', "https://a.b/c?d"],
    ['{{ "a" | relative_url | upcase }}', undefined],
    ["{{ page.url }}", undefined],
    ["{% link a.md %}", "/a.md"],
    ["{% link /a.md %}", "/a.md"],
    ["{% link a.md %}?q", "/a.md?q"],
    ["{% link a.md %}x", undefined],
    ["{% post_url 2026-03-01-a %}", "2026-03-01-a.md"],
    ["{% post_path a.markdown %}#x", "a.markdown#x"],
    ["{% include a.md %}", undefined],
    ['{{< ref "a" >}}', "a.md"],
    ["{{< relref 'a#b' >}}", "a.md#b"],
    ["{{< ref path=`a.md` >}}", "a.md"],
    ["{{< ref /events >}}", "/events"],
    ['{{< ref "/blog/a#b" >}}', "/blog/a#b"],
    ['{{< figure "a" >}}', undefined],
    ["https://a.b/{{ site.baseurl }}", undefined],
    ["{% link a.md %}{% link b.md %}", undefined],
  ])("%s is %j", (url, address) => {
    expect(resolveTemplateUrl(url)).toBe(address);
    expect(hasTemplate(url)).toBe(true);
  });

  test.each(["/a/", "/{a}/", "/%7B%7B", "/}}{{/"])("%s contains no template", (url) => {
    expect(hasTemplate(url)).toBe(false);
  });
});

test.each([
  ["abcdef", 0, [[1, 3]], "adef"],
  ["abcdef", 10, [[11, 13]], "adef"],
  [
    "abcdef",
    10,
    [
      [0, 5],
      [8, 12],
      [14, 99],
    ],
    "cd",
  ],
  [
    "abcdef",
    10,
    [
      [0, 10],
      [16, 20],
    ],
    "abcdef",
  ],
  [
    "abcdef",
    10,
    [
      [11, 14],
      [12, 13],
    ],
    "aef",
  ],
  ["abcdef", 10, [], "abcdef"],
])("%j at offset %j without the spans %j is %j", (piece, offset, spans, kept) => {
  expect(
    withoutSpans(
      piece,
      offset,
      spans.map(([start, end]) => ({ start: start as number, end: end as number })),
    ),
  ).toBe(kept);
});
