import { describe, expect, test } from "vitest";
import { type CodeSpan, findClosing, findShortcodes } from "../../src/excerpt/find-shortcodes.ts";

/** What is left of a text when the spans are gone. */
function rest(text: string, code: readonly CodeSpan[] = []): string {
  let left = "";
  let from = 0;
  for (const { start, end } of findShortcodes(text, code).spans) {
    left += text.slice(from, start);
    from = end;
  }
  return left + text.slice(from);
}

describe("findShortcodes", () => {
  test.each([
    ["no brace", "no brace"],
    ["a {{< b >}} c", "a  c"],
    ["a {{% b %}} c", "a  c"],
    ["a {{ b }} c", "a  c"],
    ["a {% b %} c", "a  c"],
    ["a {# b #} c", "a  c"],
    ["{{a}}{{b}}c", "c"],
    ["{{<a>}}", ""],
    // Braces that open none, or are not closed, stay.
    ["{a} {", "{a} {"],
    ["{ {% a %}", "{ "],
    ["{{ a", "{{ a"],
    ["{{ a {% b %} c", "{{ a  c"],
    ["{%} a %}", ""],
    ["{%}", "{%}"],
    ["{{}}", ""],
    // Tags whose content is code take it along, whatever the case; others leave theirs.
    ["a {% highlight js %} b {% endhighlight %} c", "a  c"],
    ["a {% Highlight js %} b {% endHighlight %} c", "a  c"],
    ["a {%- highlight -%} b {%- endhighlight -%} c", "a  c"],
    ["a {{< gist >}} b {{< /gist >}} c", "a  c"],
    ["a {{< gist >}} b {{< / gist >}} c", "a  c"],
    ["a {{% math %}} b {{% /math %}} c", "a  c"],
    ["a {% note %} b {% endnote %} c", "a  b  c"],
    ["a {% codes %} b {% endcodes %} c", "a  b  c"],
    ["a {% code-x %} b {% endcode-x %} c", "a  b  c"],
    // A value that is printed is no such tag.
    ["a {{ code }} b {{ endcode }} c", "a  b  c"],
    ["a {% code %} b", "a "],
    ["a {% %} b", "a  b"],
  ])("%j leaves %j", (text, expected) => {
    expect(rest(text)).toBe(expected);
  });

  test("tells a tag around code that stays open", () => {
    expect(findShortcodes("a {% highlight js %} b", [])).toEqual({
      spans: [{ start: 2, end: 22 }],
      opens: "highlight",
    });
    expect(findShortcodes("a {% highlight js %} b {% endhighlight %}", []).opens).toBeUndefined();
  });

  test("looks for the end of a tag in 2,000 signs, and not further", () => {
    // `{{` and `}}` and what is between them: 2,000 signs, then one more.
    expect(rest(`{{${"x".repeat(1996)}}}`)).toBe("");
    const long = `{{${"x".repeat(1997)}}}`;
    expect(rest(long)).toBe(long);
  });

  test("leaves code alone", () => {
    // `{{a}}` at 2–7, at 8–13 and at 14–19.
    const text = "x {{a}} {{b}} {{c}}";
    expect(rest(text, [{ start: 2, end: 7 }])).toBe("x {{a}}  ");
    expect(rest(text, [{ start: 8, end: 13 }])).toBe("x  {{b}} ");
    expect(
      rest(text, [
        { start: 0, end: 1 },
        { start: 2, end: 7 },
        { start: 14, end: 19 },
      ]),
    ).toBe("x {{a}}  {{c}}");
    // Code that ends where a tag begins is beside it.
    expect(rest(text, [{ start: 0, end: 2 }])).toBe("x   ");
  });

  test.each([
    ["see [this]({{< ref a >}}) now", "see this now"],
    ["see [this]({{< ref a >}} 'Title') now", "see this now"],
    ["see [this]({{< ref a >}} “Title”) now", "see this now"],
    ["see [this]({{< ref a >}}  ) now", "see this now"],
    ["see [a]({% b %}) and [c]({% d %})", "see a and c"],
    // Not the brackets of a link.
    ["see (this) {{< ref a >}}) now", "see (this) ) now"],
    ["see [this]({{< ref a >}} now", "see [this]( now"],
    ["see [this]({{< ref a >}}#x) now", "see [this](#x) now"],
    ["see this]({{< ref a >}}) now", "see this]() now"],
    ["[x {{a}}]({{b}})", "[x ]()"],
    [`[${"x".repeat(298)}]({{b}})`, `[${"x".repeat(298)}]()`],
    [`[${"x".repeat(297)}]({{b}})`, "x".repeat(297)],
  ])("takes the brackets of a link along: %j leaves %j", (text, expected) => {
    expect(rest(text)).toBe(expected);
  });
});

describe("findClosing", () => {
  test.each([
    ["a {% endx %} b", 0, "x", 12],
    ["a {{< /x >}} b", 0, "x", 12],
    ["a {{< / x >}} b", 0, "x", 13],
    // Behind the last brace of one or of two.
    ["{endx}", 0, "x", 6],
    ["{endx}}", 0, "x", 7],
    ["{endx}}}", 0, "x", 7],
    ["endx", 0, "x", 4],
    ["endx and more", 0, "x", 13],
    ["", 0, "x", -1],
    ["{% endy %}", 0, "x", -1],
    ["{% endx %} {% endx %}", 3, "x", 10],
    ["{% endx %} {% endx %}", 4, "x", 21],
  ])("%j from %i on, of %s: %i", (text, from, name, index) => {
    expect(findClosing(text, from, name)).toBe(index);
  });
});
