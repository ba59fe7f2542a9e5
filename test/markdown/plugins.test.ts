import type { Element, Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import type { Handlers } from "mdast-util-to-hast";
import rehypeKatex from "rehype-katex";
import remarkDirective from "remark-directive";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkSmartypants from "remark-smartypants";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
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

/** As the documentation of remark-directive recommends. */
function remarkNotes() {
  return (tree: MdastRoot): void => {
    visit(tree, (node) => {
      if (node.type !== "containerDirective") return;
      node.data = { hName: "aside", hProperties: { ...node.attributes, id: "note" } };
    });
  };
}

describe("remark-directive", () => {
  test("a plugin can set elements, but the author cannot set event handlers", () => {
    const html = htmlOf(':::note{onclick="alert(1)" title="T"}\nSome *text*\n:::', {
      remarkPlugins: [remarkDirective, remarkNotes],
    });
    expect(html).toBe('<aside title="T" id="note"><p>Some <em>text</em></p></aside>');
  });
});

describe("a directive that no plugin handles", () => {
  const rule = { remarkPlugins: [remarkDirective] };
  test.each([
    ["We meet at 10:30, or 10:45:00.", "<p>We meet at 10:30, or 10:45:00.</p>"],
    ["On localhost:port or a:b[*c*]{d=e .f}g", "<p>On localhost:port or a:b[<em>c</em>]{d=e .f}g</p>"],
    ["::ng-deep{x=y}", "<p>::ng-deep{x=y}</p>"],
    ["::video[A *b*]{src=c}", "<p>::video[A <em>b</em>]{src=c}</p>"],
    [":::note[A *b*]{.x}\nText\n:::", "<p>:::note[A *b*]{.x}</p>\n<p>Text</p>\n<p>:::</p>"],
    [
      "> ::::a\n> :::b\n> c\n> :::\n> ::::",
      "<blockquote>\n<p>::::a</p>\n<p>:::b</p>\n<p>c</p>\n<p>:::</p>\n<p>::::</p>\n</blockquote>",
    ],
    [":::open\nText", "<p>:::open</p>\n<p>Text</p>"],
  ])("%j is shown as its source", (markdown, html) => {
    expect(htmlOf(markdown, rule)).toBe(html);
  });

  test("is shown as its source in the tree of another parser too", () => {
    const tree = unified().use(remarkParse).use(remarkDirective).parse("a:b[c]{#d .e}\n\n:::x[y]\nz\n:::");
    expect(renderHtml(toHast(tree))).toBe("<p>a:b[c]{#d .e}</p>\n<p>:::x[y]</p>\n<p>z</p>\n<p>:::</p>");
  });

  test("becomes an element when a plugin gives it a name, attributes or children", () => {
    const remarkBoxes = () => (tree: MdastRoot) => {
      visit(tree, (node) => {
        if (node.type === "leafDirective") node.data = { hProperties: { title: "T" } };
        if (node.type === "textDirective") node.data = { hName: "kbd" };
      });
    };
    const html = htmlOf("a:b[c]\n\n::d", { remarkPlugins: [remarkDirective, remarkBoxes] });
    expect(html).toBe('<p>a<kbd>c</kbd></p>\n<div title="T"></div>');
  });
});

describe("custom handlers", () => {
  const made = (tagName: string, properties = {}, ...children: Element["children"]): Element => ({
    type: "element",
    tagName,
    properties,
    children,
  });
  const handlers: Handlers = {
    delete: (state, node) => made("ins", { onClick: "x()", title: "T" }, ...(state.all(node) as Element[])),
    break: () => made("script"),
    heading: (state, node) => made(`h${node.depth + 1}`, {}, ...(state.all(node) as Element[])),
    inlineCode: (_state, node) => ({ type: "raw", value: `<b class="x">${node.value}<i>` }) as never,
  };

  test("create the HTML, which is sanitized", () => {
    expect(htmlOf("~~a [b](c)~~\\\nd `e`\n\nf", { handlers })).toBe(
      '<p><ins title="T">a <a href="c">b</a></ins>d <b>e<i></i></b></p>\n<p>f</p>',
    );
    expect(htmlOf("~~a~~", { handlers, rawHtml: "allow" })).toContain('onclick="x()"');
  });

  test("affect the HTML, the headings and the links", () => {
    const { html, headings, links } = createPostParser({ handlers }).sync(
      "---\ntitle: T\n---\n# A ~~[b](c)~~",
    );
    expect(html).toBe('<h2 id="a-b">A <ins title="T"><a href="c">b</a></ins></h2>');
    expect(headings).toMatchObject([{ depth: 2, slug: "a-b", text: "A b" }]);
    expect(links).toMatchObject([{ url: "c", text: "b" }]);
  });

  test("a plugin's children, name and attributes affect the HTML, headings, links and reading time", () => {
    const remarkReplace = () => (tree: MdastRoot) => {
      const children = [
        {
          type: "element",
          tagName: "a",
          properties: { href: "d" },
          children: [{ type: "text", value: "New words here." }],
        },
      ];
      visit(tree, "paragraph", (node) => {
        node.data = { hName: "h3", hChildren: children } as never;
      });
    };
    const post = createPostParser({ remarkPlugins: [remarkReplace] }).sync("---\ntitle: T\n---\nOld.");
    expect(post.html).toBe('<h3 id="new-words-here"><a href="d">New words here.</a></h3>');
    expect([post.headings[0]?.text, post.links[0]?.url, post.readingTime.words]).toEqual([
      "New words here.",
      "d",
      3,
    ]);
  });
});

describe("remark-smartypants", () => {
  test("sets typographic punctuation in text, but not in links and code", () => {
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
