import { describe, expect, test } from "vitest";
import { flattenBlocks } from "../../src/excerpt/flatten-blocks.ts";
import { BlockReader, type BlockReaderOptions } from "../../src/excerpt/read-block.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";

function readTree(root: TreeNode, options: Partial<BlockReaderOptions> = {}) {
  const reader = new BlockReader({ budget: 1000, alt: false, mode: "auto", ...options });
  return [...flattenBlocks(root)].map((block) => reader.read(block));
}

/** The paragraphs of each block. */
function paragraphs(markdown: string, mode: BlockReaderOptions["mode"] = "auto"): string[][] {
  return readTree(parseMarkdown(markdown) as TreeNode, { mode }).map((block) => block.paragraphs);
}

function ofHtml(html: string, mode: BlockReaderOptions["mode"] = "auto"): string[][] {
  return readTree(parseHtml(html) as TreeNode, { mode }).map((block) => block.paragraphs);
}

describe("a paragraph", () => {
  test.each([
    ["below an image, emphasised: a caption", "![a](a.png)\n\n*caption*", [[], []]],
    ["below an image, but not emphasised", "![a](a.png)\n\ntext", [[], ["text"]]],
    ["emphasised, but below no image", "text\n\n*caption*", [["text"], ["caption"]]],
    ["emphasised, beside an image", "![a](a.png) *caption*", [[]]],
    ["emphasised, below text with an image", "text ![a](a.png)\n\n*caption*", [["text"], ["caption"]]],
    ["emphasised, after the caption", "![a](a.png)\n\n*caption*\n\n*text*", [[], [], ["text"]]],
    ["emphasised, below raw HTML of an image", "<img src=a>\n\n*caption*", [[], []]],
    ["emphasised, below raw HTML of another kind", "<img-x></img-x>\n\n*caption*", [[], ["caption"]]],
    ["emphasised, 300 signs", `![a](a.png)\n\n*${"x".repeat(300)}*`, [[], []]],
    ["emphasised, 301 signs", `![a](a.png)\n\n*${"x".repeat(301)}*`, [[], ["x".repeat(301)]]],
    ["nothing but a link", "[all](/all)", [[]]],
    ["nothing but a link, a sentence", "[all of it.](/all)", [["all of it."]]],
    ["nothing but a link, a sentence in quotes", "[“all of it!”](/all)", [["“all of it!”"]]],
    ["nothing but a link, a Chinese sentence", "[全部。](/all)", [["全部。"]]],
    ["nothing but a link, a stop within", "[a.b](/all)", [[]]],
    ["nothing but a link, 200 signs", `[${"x".repeat(200)}](/all)`, [[]]],
    ["nothing but a link, 201 signs", `[${"x".repeat(201)}](/all)`, [["x".repeat(201)]]],
    ["no letter", "***\n\n— • —", [[], []]],
    ["an emoji", "🎉", [["🎉"]]],
    ["a digit", "7", [["7"]]],
  ])("%s", (_, markdown, expected) => {
    expect(paragraphs(markdown)).toEqual(expected);
  });

  test("a lenient reader takes captions, links and signs", () => {
    expect(paragraphs("![a](a.png)\n\n*caption*", "lenient")).toEqual([[], ["caption"]]);
    expect(paragraphs("[all](/all)", "lenient")).toEqual([["all"]]);
    expect(paragraphs("— • —", "lenient")).toEqual([["— • —"]]);
    expect(paragraphs("Part 2 of 4", "lenient")).toEqual([["Part 2 of 4"]]);
  });

  test("a reader of all takes links and notices, but no captions", () => {
    expect(paragraphs("![a](a.png)\n\n*caption*", "all")).toEqual([[], []]);
    expect(paragraphs("[all](/all)", "all")).toEqual([["all"]]);
    expect(paragraphs("Part 2 of 4", "all")).toEqual([["Part 2 of 4"]]);
    expect(paragraphs("| a |\n| - |\n| b *c* |", "all")).toEqual([["a", "b c"]]);
    expect(paragraphs("| a |\n| - |\n| b *c* |", "lenient")).toEqual([[]]);
    expect(
      ofHtml("<table><caption>a</caption><tbody><tr><th>b</th><td>c</td></tr></tbody></table>", "all"),
    ).toEqual([["a", "b", "c"]]);
  });

  test("loose words, and those set apart, are for a lenient reader", () => {
    expect(ofHtml("a <b>b</b>")).toEqual([[]]);
    expect(ofHtml("a <b>b</b>", "lenient")).toEqual([["a b"]]);
    const folded = "<details>\n\na\n\n</details>\n\nb";
    expect(paragraphs(folded).filter((block) => block.length > 0)).toEqual([["b"]]);
    expect(paragraphs(folded, "all").filter((block) => block.length > 0)).toEqual([["a"], ["b"]]);
  });

  test("what stands between the tags of a shortcode around code is passed over", () => {
    expect(paragraphs("a {% highlight js %}\n\nb\n\nc\n\n{% endhighlight %}\n\nd")).toEqual([
      ["a"],
      [],
      [],
      [],
      ["d"],
    ]);
    expect(paragraphs("{% highlight js %}\n\nb *c {% endhighlight %}*\n\nd")).toEqual([[], [], ["d"]]);
  });

  test("media and cuts are told", () => {
    const [first, second] = readTree(parseMarkdown("a ![b](b.png)\n\nc") as TreeNode);
    expect(first).toEqual({ paragraphs: ["a"], media: true, partial: false });
    expect(second).toEqual({ paragraphs: ["c"], media: false, partial: false });
    const long = parseMarkdown("aaa *bbb* ccc") as TreeNode;
    expect(readTree(long, { budget: 5 })).toEqual([{ paragraphs: ["aaa bbb"], media: false, partial: true }]);
  });
});

describe("a list", () => {
  test.each([
    ["of texts", "- a\n- b", [["a", "b"]]],
    ["of places in the post", "- [a](#a)\n- [b](#b)", [[]]],
    ["of one place in the post", "- [a](#a)", [[]]],
    ["of places, with words beside the links", "- [a](#a) c\n- [b](#b)", [["a c", "b"]]],
    ["of pages", "- [a](/a)\n- [b](/b)", [["a", "b"]]],
    ["of places, with lists of places below", "- [a](#a)\n  - [b](#b)", [[]]],
    ["that says it is contents", "- toc", [[]]],
    ["that kramdown fills", "- This text goes.\n{:toc}", [[]]],
    ["that kramdown fills, further on", "1. This text goes.\n1. *That* too {:toc}", [[]]],
    ["that tells how kramdown fills one", "- Write `{:toc}` below.", [["Write {:toc} below."]]],
    ["that says more than contents", "- toc it", [["toc it"]]],
    ["of parts, all linked", "- [Part 1](/1)\n- [Part 2](/2)", [[]]],
    ["of parts, half of them linked", "- [Part 1](/1)\n- Part 2", [[]]],
    ["of parts, one of three linked", "- [Part 1](/1)\n- Part 2\n- Part 3", [["Part 1", "Part 2", "Part 3"]]],
    ["of one part", "- [Part 1](/1)", [["Part 1"]]],
    ["of parts and more", "- [Part 1](/1)\n- [More](/m)", [["Part 1", "More"]]],
    ["of words that begin so", "- [Particle 1](/1)\n- [Particle 2](/2)", [["Particle 1", "Particle 2"]]],
    ["of parts by words", "- [Part one](/1)\n- [Part two](/2)", [[]]],
    ["of Japanese parts", "- [第一回 a](/1)\n- [第 2 回 b](/2)", [[]]],
    ["of Japanese days", "- [第一日](/1)\n- [第二日](/2)", [["第一日", "第二日"]]],
    // Behind a notice, less is asked for.
    ["of links, behind a notice", "In this series:\n\n- [a](/a)\n- [b](/b)", [[], []]],
    ["of half links, behind a notice", "In this series:\n\n- [a](/a)\n- b", [[], []]],
    ["of parts, behind a notice", "In this series:\n\n- Part 1\n- b", [[], []]],
    ["of texts, behind a notice", "In this series:\n\n- a\n- b", [[], ["a", "b"]]],
    [
      "of one link in three, behind a notice",
      "In this series:\n\n- [a](/a)\n- b\n- c",
      [[], ["a", "b", "c"]],
    ],
    [
      "of links, behind a notice and text",
      "In this series:\n\nText.\n\n- [a](/a)\n- b",
      [[], ["Text."], ["a", "b"]],
    ],
    ["of links, behind a title of contents", "Contents\n\n- [a](/a)", [[], []]],
    ["of links, behind a byline", "By Ada Lovelace\n\n- [a](/a)", [[], ["a"]]],
    // One item below an image is its caption.
    ["of one item, below an image", "![a](a.png)\n\n- caption", [[], []]],
    ["of one sentence, below an image", "![a](a.png)\n\n- It is so.", [[], ["It is so."]]],
    ["of two items, below an image", "![a](a.png)\n\n- b\n- c", [[], ["b", "c"]]],
  ])("%s", (_, markdown, expected) => {
    expect(paragraphs(markdown)).toEqual(expected);
  });

  test.each([
    ["<ul class='wide toc'><li>a</li></ul>", [[]]],
    ["<ul><li><p><a href='#a'>a</a></p></li></ul>", [[]]],
    ["<ul><li> <a href='#a'>a</a> </li></ul>", [[]]],
    ["<ul><li><a>a</a></li></ul>", [["a"]]],
    ["<ul><li><b>x</b><a href='#a'>a</a></li></ul>", [["xa"]]],
    ["<ul>a</ul>", [["a"]]],
    ["<ul></ul>", [[]]],
    ["<dl><dt>a</dt><dd>b</dd></dl>", [["a", "b"]]],
  ])("%s", (html, expected) => {
    expect(ofHtml(html)).toEqual(expected);
  });

  test("for readers of other modes", () => {
    const contents = "- [a](#a)\n- [b](#b)";
    expect(paragraphs(contents, "all")).toEqual([[]]);
    expect(paragraphs(contents, "lenient")).toEqual([["a", "b"]]);
    expect(paragraphs("In this series:\n\n- [a](/a)", "all")).toEqual([["In this series:"], ["a"]]);
    expect(paragraphs("![a](a.png)\n\n- caption", "all")).toEqual([[], ["caption"]]);
  });
});

describe("what is nested", () => {
  test.each([
    ["- a\n  - b\n\n    c\n- d", ["a", "b", "c", "d"], false],
    ["> a\n>\n> - b\n>\n> > c", ["a", "b", "c"], false],
    ["- a\n\n  ~~~\n  b\n  ~~~", ["a"], true],
    ["> a\n>\n> ## b", ["a"], true],
    ["> a\n>\n> | b |\n> | - |\n> | c |", ["a", "b", "c"], false],
    ["> a\n>\n> <!-- b -->", ["a"], true],
    ["> a\n>\n> [b]: c", ["a"], false],
    ["> a\n>\n> — —", ["a"], false],
  ])("%j reads %j", (markdown, texts, partial) => {
    expect(readTree(parseMarkdown(markdown) as TreeNode)[0]).toEqual({
      paragraphs: texts,
      media: false,
      partial,
    });
  });

  test.each([
    ["<blockquote>a <b>b</b><p>c</p>d<br>e</blockquote>", ["a b", "c", "d e"], false],
    ["<blockquote>a<img src=b alt=c>d</blockquote>", ["ad"], false],
    ["<blockquote><div>a</div><div>b</div></blockquote>", ["a", "b"], false],
    ["<blockquote><p>a</p><pre>b</pre></blockquote>", ["a"], true],
    ["<blockquote><p>a</p><h2>b</h2></blockquote>", ["a"], true],
    ["<blockquote><p>a</p><video></video></blockquote>", ["a"], true],
    ["<blockquote><p>a</p><script>b</script><!-- c --></blockquote>", ["a"], false],
    ["<blockquote><p class='callout-title'>a</p><p>b</p></blockquote>", ["b"], true],
    ["<blockquote>a <code>b</code> <math><mi>c</mi></math></blockquote>", ["a b c"], false],
  ])("%s reads %j", (html, texts, partial) => {
    expect(readTree(parseHtml(html) as TreeNode)[0]).toMatchObject({ paragraphs: texts, partial });
  });

  test("media is told from wherever it is", () => {
    const media = (html: string): boolean | undefined => readTree(parseHtml(html) as TreeNode)[0]?.media;
    expect(media("<blockquote>a<img src=b></blockquote>")).toBe(true);
    expect(media("<blockquote><p>a<img src=b></p><p>c</p></blockquote>")).toBe(true);
    expect(media("<blockquote><p>a</p></blockquote>")).toBe(false);
  });

  test("reading stops behind the budget", () => {
    // Six signs are no more than six; the next item makes nine.
    const list = parseMarkdown("- aaa\n- bbb\n- ccc\n- ddd") as TreeNode;
    expect(readTree(list, { budget: 5 })[0]).toMatchObject({ paragraphs: ["aaa", "bbb"], partial: true });
    expect(readTree(list, { budget: 6 })[0]).toMatchObject({
      paragraphs: ["aaa", "bbb", "ccc"],
      partial: true,
    });
    expect(readTree(list, { budget: 12 })[0]).toMatchObject({ partial: false });
  });
});
