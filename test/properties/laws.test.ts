// The lists, texts and counts of a post match its HTML, according to an independent parser.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Element, Nodes, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { sanitize } from "hast-util-sanitize";
import type { Root as MdastRoot } from "mdast";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import type { Excerpt } from "../../src/excerpt/excerpt-options.ts";
import { splitFrontMatter } from "../../src/front-matter/split-front-matter.ts";
import { sanitizeSchema } from "../../src/html/sanitize-schema.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import type { Post } from "../../src/post/post.ts";

/** A remark plugin that describes HTML in `data`, as many do. */
function remarkPlug() {
  return (tree: MdastRoot): void => {
    visit(tree, "strong", (node) => {
      const [first] = node.children;
      const text = first?.type === "text" ? first.value : "";
      if (text === "link")
        node.data = { hName: "a", hProperties: { href: "/plug in", id: "foo", onClick: "x()" } };
      if (text === "children") {
        node.data = {
          hName: "span",
          hChildren: [
            { type: "text", value: "made " },
            { type: "element", tagName: "img", properties: { src: "made.png", alt: "made" }, children: [] },
            { type: "element", tagName: "a", properties: { href: "javascript:x" }, children: [] },
            { type: "raw", value: "<b>raw</b>" } as never,
          ],
        };
      }
    });
    visit(tree, "heading", (node) => {
      if (node.depth === 4) node.data = { ...node.data, hProperties: { id: "foo", className: ["x"] } };
    });
  };
}

const word = fc.constantFrom(
  "word",
  "Foo",
  "queue's",
  "naïve",
  "end.",
  "(so)",
  "well-known",
  "10:30",
  "my_var",
);
const link = fc.constantFrom(
  "[a](/a)",
  "[a *b* `c`](</a b> 'T')",
  "[ü](/ü?q=é#ö)",
  "[p](/100%)",
  "[ref][r]",
  "[r]",
  "[no][such]",
  "[down](#foo)",
  "[up](#Foo)",
  "[bad](javascript:alert(1))",
  "<https://auto.example/x?a=b&c>",
  "www.literal.example/a_b",
  "[![img](i.png)](/image)",
  '<a href="/raw">raw *t*</a>',
  '<a href="/r&#228;w b" onclick="x()">raw</a>',
  '<a name="foo">n</a>',
  '<a href="data:x">bad</a>',
  "**link**",
);
const image = fc.constantFrom(
  "![alt](i.png)",
  "![*alt* x](<i j.png>)",
  "![alt][r]",
  '<img src="raw.png" alt="raw">',
  '<img alt="none">',
  '<picture><source srcset="a.webp"><img src="p.png"></picture>',
  "![bad](data:x)",
  "**children**",
);
const mark = fc.constantFrom(
  "note[^1]",
  "note[^n]",
  "<b>",
  "</b>",
  "<br>",
  "*em*",
  "`[code](/code)`",
  "<kbd>k</kbd>",
  "<!-- c -->",
  "<script>s()</script>",
  "{{< x >}}",
  "\n",
);
const line = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: word },
      { weight: 3, arbitrary: link },
      { weight: 1, arbitrary: image },
      { weight: 2, arbitrary: mark },
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((parts) => parts.join(" "));
const oneLine = line.map((text) => text.replaceAll("\n", " "));
const block = fc.oneof(
  { weight: 4, arbitrary: line },
  oneLine.map((text) => `## ${text}`),
  oneLine.map((text) => `#### ${text} {#foo}`),
  oneLine.map((text) => `- ${text}\n- [ ] two\n  1. ${text}`),
  oneLine.map((text) => `> ## ${text}\n>\n> ${text}`),
  oneLine.map((text) => `> [!NOTE]\n> ${text}`),
  oneLine.map((text) => `| ${text.replaceAll("|", "")} | b |\n| :-: | - |\n| c | d |`),
  oneLine.map((text) => `<div>\n\n${text}\n\n</div>`),
  oneLine.map((text) => `<h3 id="foo">${text}</h3>`),
  oneLine.map((text) => `<details><summary>${text}</summary>\n\n${text}\n\n</details>`),
  fc.constantFrom(
    "~~~js\n[code](/code) <img src=x>\n~~~",
    "<figure><img src=f.png alt=f><figcaption>Caption</figcaption></figure>",
    "<table><tr><td><a href=/cell>cell</a></table>",
    '<section data-footnotes><h2>Mine</h2><a data-footnote-ref href="/mine">x</a></section>',
    "<svg><a href=/svg>x</a></svg>",
    "<form><a href=/form>x</a></form>",
    "<div>",
    "</div>",
    "<!-- more -->",
    "---",
  ),
);
const definitions =
  "[r]: </r s.png> 'T'\n\n[^1]: A note with [a link](/note) and ![an image](note.png).\n\n[^n]: > # In a note[^1]\n";
const markdown = fc
  .array(block, { maxLength: 8 })
  .map((blocks) => `${blocks.join("\n\n")}\n\n${definitions}`);

const parsers = [
  createPostParser({ remarkPlugins: [remarkPlug] }),
  createPostParser({ remarkPlugins: [remarkPlug], rawHtml: "escape" }),
  createPostParser({
    remarkPlugins: [remarkPlug],
    rehypePlugins: [
      () => (tree: Root) => {
        const children: Element["children"] = [{ type: "text", value: "Added" }];
        const made = (tagName: string, properties: Element["properties"]): Element => ({
          type: "element",
          tagName,
          properties,
          children,
        });
        tree.children.unshift(made("h2", { id: "added" }), made("a", { href: "/added" }));
      },
    ],
  }),
];

/** The post, or undefined when it exceeds a limit. */
function parse(text: string, parser = parsers[0]!, path?: string): Post<unknown> | undefined {
  try {
    return parser.sync(text, { path });
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}

// An independent parser for HTML.

const blocks =
  /^(?:p|div|section|article|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|table|thead|tbody|tr|td|th|caption|figure|figcaption|details|summary|aside|hr|br|pre)$/;

/** Text with a space at the end of every block and line. */
function spaced(node: Nodes, isSilent: (element: Element) => boolean = () => false): string {
  if (node.type === "text") return node.value;
  if (!("children" in node) || (node.type === "element" && isSilent(node))) return "";
  const text = node.children.map((child) => spaced(child, isSilent)).join("");
  return node.type === "element" && blocks.test(node.tagName) ? ` ${text} ` : text;
}

const folded = (text: string): string => text.replace(/\s+/g, " ").trim();
/** A URL in a normalized form, percent-encoded or not. A fragment can have been renamed. */
function spelled(url: string): string {
  if (url.startsWith("#")) return "#";
  return url.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}

const isNoteMark = ({ properties }: Element): boolean =>
  properties.dataFootnoteRef !== undefined || properties.dataFootnoteBackref !== undefined;
const altOf = ({ properties }: Element): string => String(properties.alt ?? "");

function contentsOf(html: string): Pick<Post, "links" | "images" | "headings"> {
  const links: { url: string; text: string }[] = [];
  const images: { url: string; alt: string }[] = [];
  const headings: { depth: 1; slug: string; text: string }[] = [];
  const read = (node: Nodes): string => {
    if (node.type === "element" && node.tagName === "img") return altOf(node);
    if (node.type === "element" && isNoteMark(node)) return "";
    return "children" in node ? node.children.map(read).join("") : node.type === "text" ? node.value : "";
  };
  const visit = (node: Nodes, inNotes: boolean): void => {
    if (node.type === "element") {
      const { tagName, properties } = node;
      if (tagName === "a" && properties.href !== undefined && !isNoteMark(node))
        links.push({ url: String(properties.href), text: folded(read(node)) });
      if (tagName === "img" && properties.src !== undefined)
        images.push({ url: String(properties.src), alt: altOf(node) });
      if (/^h[1-6]$/.test(tagName) && !inNotes)
        headings.push({
          depth: Number(tagName[1]) as 1,
          slug: String(properties.id),
          text: folded(spaced(node, isNoteMark)),
        });
      inNotes ||= tagName === "section" && properties.dataFootnotes !== undefined;
    }
    if ("children" in node) for (const child of node.children) visit(child, inNotes);
  };
  visit(fromHtml(html, { fragment: true }), false);
  return { links, images, headings };
}

function listed(of: Pick<Post, "links" | "images" | "headings">): unknown {
  return {
    links: of.links.map(({ url, text }) => [spelled(url), folded(text)]),
    images: of.images.map(({ url, alt }) => [spelled(url), alt]),
    headings: of.headings.map(({ depth, slug, text }) => [depth, slug, folded(text)]),
  };
}

/** Words, and characters of scripts in which a line break is not a space. */
const units = (text: string): string[] =>
  text.match(
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef]|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef]+/gu,
  ) ?? [];

/** The parts of a text that are not in the HTML in the same order. The last word can be cut. */
function missing({ text, html }: Pick<Excerpt, "text" | "html">): string[] {
  const said = units(text.replace(/[…:：]$/, ""));
  const held = units(spaced(fromHtml(html, { fragment: true })));
  const lost: string[] = [];
  let at = 0;
  for (const [index, part] of said.entries()) {
    const isLast = index === said.length - 1;
    const found = held.findIndex(
      (unit, place) => place >= at && (unit === part || (isLast && unit.startsWith(part))),
    );
    if (found < 0) lost.push(part);
    else at = found + 1;
  }
  return lost;
}

/** A tree without hidden elements. */
function bare(node: unknown): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value) => (/^(?:data|position)$/.test(key) ? undefined : value)),
  );
}

describe("for any post", () => {
  test("headings, links and images are those of the HTML, each once and in order", () => {
    let links = 0;
    fc.assert(
      fc.property(markdown, fc.constantFrom(...parsers), (text, parser) => {
        const post = parse(text, parser);
        if (post === undefined) return;
        links += post.links.length;
        expect(listed(post)).toEqual(listed(contentsOf(post.html)));
      }),
      { numRuns: 800 },
    );
    expect(links).toBeGreaterThan(2000);
  });

  test("an automatic excerpt has the text of its HTML, in order", () => {
    let cut = 0;
    fc.assert(
      fc.property(markdown, fc.integer({ min: 20, max: 250 }), (text, maxLength) => {
        const parser = createPostParser({
          // Separators between list items are not in the HTML.
          excerpt: { maxLength, markers: [], listSeparator: " " },
          remarkPlugins: [remarkPlug],
        });
        const excerpt = parse(text, parser)?.excerpt;
        if (excerpt === undefined) return;
        if (excerpt.text.endsWith("…")) cut++;
        expect(missing(excerpt)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(cut).toBeGreaterThan(20);
  });

  test("an excerpt before a marker or from the front matter has all the text of its HTML", () => {
    // Without what is documented as skipped: headings, code, captions, contents, collapsed details.
    const plain = fc.array(
      fc.oneof(
        line,
        oneLine.map((text) => `> ${text}`),
        oneLine.map((text) => `- word ${text}\n- two`),
        oneLine.map((text) => `> [!NOTE]\n> word ${text}`),
        oneLine.map((text) => `| word ${text.replaceAll("|", "")} |\n| - |\n| c |`),
        oneLine.map((text) => `<p>word ${text}</p>`),
        oneLine.map((text) => `<div>\n\nword ${text}\n\n</div>`),
      ),
      { minLength: 1, maxLength: 5 },
    );
    // The label of an alert is not the author's text.
    const isLabel = ({ properties }: Element): boolean =>
      [properties.className].flat().includes("markdown-alert-title");
    let compared = 0;
    fc.assert(
      fc.property(plain, fc.boolean(), (parts, inMatter) => {
        const body = parts.join("\n\n");
        const text = inMatter
          ? `---\ntitle: T\nexcerpt: ${JSON.stringify(`${body}\n\n${definitions}`)}\n---\n`
          : `${body}\n\n<!-- more -->\n\nRest.\n\n${definitions}`;
        const parser = createPostParser({ excerpt: { listSeparator: " " }, remarkPlugins: [remarkPlug] });
        const { excerpt } = parse(text, parser) ?? {};
        if (excerpt?.source !== (inMatter ? "front-matter" : "marker")) return;
        compared++;
        const html = fromHtml(excerpt.html, { fragment: true });
        expect(folded(excerpt.text).replace(/\s/g, "")).toBe(
          folded(spaced(html, isLabel)).replace(/\s/g, ""),
        );
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  test("the schema of the sanitizer removes nothing else", () => {
    fc.assert(
      fc.property(markdown, fc.constantFrom("sanitize" as const, "escape" as const), (text, rawHtml) => {
        let tree: Root;
        try {
          tree = toHast(parseMarkdown(text, { remarkPlugins: [remarkPlug] }), { rawHtml, idPrefix: "p-" });
        } catch (error) {
          if (error instanceof ContentError) return;
          throw error;
        }
        expect(bare(sanitize(tree, sanitizeSchema))).toEqual(bare(tree));
      }),
      { numRuns: 800 },
    );
  });

  test("the word count is that of visible words", () => {
    const prose = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    const part = fc.oneof(
      prose,
      prose.map((text) => `# ${text}`),
      prose.map((text) => `- ${text}\n- *${text}*`),
      prose.map((text) => `> [!TIP]\n> ${text}`),
      prose.map((text) => `| ${text} | b |\n| - | - |\n| c | d |`),
      prose.map((text) => `<div>${text}<br>${text}</div>`),
      prose.map((text) => `[${text}](/a) <b>${text}</b> ![alt text](i.png) <https://auto.example>`),
      prose.map((text) => `${text}[^1]`),
      prose.map((text) => `<details><summary>${text}</summary>\n\n${text}\n\n</details>`),
      prose.map((text) => `~~~\n${text}\n~~~`),
      fc.constantFrom("<script>a b</script>", "<!-- a b -->", "---"),
    );
    // Code and URLs have no words; a footnote reference is not a word; the footnote heading is for screen readers.
    const isSilent = (element: Element): boolean =>
      element.tagName === "pre" ||
      isNoteMark(element) ||
      element.properties.id === "t-footnote-label" ||
      element.properties.href === "https://auto.example";
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const post = parse(`---\ntitle: T\n---\n${parts.join("\n\n")}\n\n[^1]: The note.\n`);
        if (post === undefined) return;
        const visible = spaced(fromHtml(post.html, { fragment: true }), isSilent);
        expect(post.readingTime.words).toBe(visible.split(/\s+/).filter(Boolean).length);
      }),
      { numRuns: 500 },
    );
  });
});

const corpora = join(import.meta.dirname, "../../../shared/corpora");

describe.skipIf(!existsSync(corpora))("for real posts", () => {
  const files = existsSync(corpora)
    ? readdirSync(corpora, { recursive: true, encoding: "utf8" })
        .filter((file) => /\/posts\/.*\.mdx?$/.test(file))
        .sort()
        .filter((_, index) => index % 40 === 11)
    : [];

  test("the same properties hold", () => {
    const broken: string[] = [];
    const parser = createPostParser({ excerpt: { listSeparator: " " } });
    let parsed = 0;
    for (const file of files) {
      const source = readFileSync(join(corpora, file), "utf8");
      const post = parse(source, parser, file);
      if (post === undefined) continue;
      parsed++;
      if (JSON.stringify(listed(post)) !== JSON.stringify(listed(contentsOf(post.html))))
        broken.push(`${file}: lists`);
      const { excerpt } = post;
      if (excerpt.source !== "description" && missing(excerpt).length > 0)
        broken.push(`${file}: excerpt ${missing(excerpt)}`);
      const tree = toHast(parseMarkdown(splitFrontMatter(source).body, { mdx: file.endsWith("x") }));
      if (JSON.stringify(bare(sanitize(tree, sanitizeSchema))) !== JSON.stringify(bare(tree)))
        broken.push(`${file}: sanitizer`);
    }
    expect(parsed).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });
});
