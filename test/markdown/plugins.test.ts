import type { Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import rehypeKatex from "rehype-katex";
import remarkDirective from "remark-directive";
import remarkMath from "remark-math";
import remarkSmartypants from "remark-smartypants";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { htmlOf } from "./html-of.ts";

describe("remark-math and rehype-katex", () => {
  test.each(["a $x$\n\n$$\ny\n$$", "a $x$\n\n$$\ny\n$$\n\n<b>raw</b>"])("%j", (markdown) => {
    const tree = parseMarkdown(markdown, { remarkPlugins: [remarkMath] });
    const hast = toHast(tree);
    expect(renderHtml(hast)).toContain('<code class="language-math math-inline">x</code>');
    expect(renderHtml(hast)).toContain('<pre><code class="language-math math-display">y</code></pre>');
    const html = renderHtml(unified().use(rehypeKatex).runSync(hast) as HastRoot);
    expect(html.match(/class="katex"/g)).toHaveLength(2);
    expect(html).toContain('<annotation encoding="application/x-tex">x</annotation>');
  });
});

/** What the documentation of remark-directive recommends. */
function remarkNotes() {
  return (tree: MdastRoot): void => {
    visit(tree, (node) => {
      if (node.type !== "containerDirective") return;
      node.data = { hName: "aside", hProperties: { ...node.attributes, id: "note" } };
    });
  };
}

describe("remark-directive", () => {
  test("a plugin's elements come through, an author's handlers do not", () => {
    const html = htmlOf(':::note{onclick="alert(1)" title="T"}\nSome *text*\n:::', {
      remarkPlugins: [remarkDirective, remarkNotes],
    });
    expect(html).toBe('<aside title="T" id="note"><p>Some <em>text</em></p></aside>');
  });
});

describe("remark-smartypants", () => {
  test("signs are set, links and code stay", () => {
    expect(htmlOf('"a" -- `"b"` [c](#x"y)', { remarkPlugins: [remarkSmartypants] })).toBe(
      '<p>“a” — <code>"b"</code> <a href="#x%22y">c</a></p>',
    );
  });
});

describe("rehype plugins after toHast", () => {
  test("are not sanitized again", () => {
    const rehypeMark = () => (tree: HastRoot) => {
      visit(tree, "element", (node) => {
        node.properties.style = "color: red";
      });
    };
    const hast = toHast(parseMarkdown("a"));
    expect(renderHtml(unified().use(rehypeMark).runSync(hast) as HastRoot)).toBe(
      '<p style="color: red">a</p>',
    );
  });
});
