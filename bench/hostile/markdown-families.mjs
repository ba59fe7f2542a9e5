const times = (part, size) => part.repeat(Math.max(1, Math.floor(size / part.length)));
function counted(size, part) {
  const parts = [];
  for (let index = 1, length = 0; length < size; index++) {
    parts.push(part(index));
    length += parts.at(-1).length;
  }
  return parts.join("");
}
/**
 * The cases of the test suites of cmark, cmark-gfm and markdown-it by kind, and cases found by measuring micromark.
 * The generators are our own.
 */
export const families = {
  // Emphasis and strikethrough.
  "emphasis in strong in emphasis": (n) => `${times("*a **a ", n / 2)}b${times(" a** a*", n / 2)}`,
  "closers without openers": (n) => times("a_ ", n),
  "openers without closers": (n) => times("_a ", n),
  "mismatched openers and closers": (n) => times("*a_ ", n),
  "openers, then closers of two kinds": (n) => `${times("*a ", n / 2)}${times("_a*_ ", n / 2)}`,
  "runs that are multiples of three": (n) => `a**b${times("c* ", n)}`,
  "strong and emphasis side by side": (n) => times("**_* ", n),
  "marks within words": (n) => times("a*b_", n),
  "one long run on either side": (n) => `${times("*", n / 2)}a${times("*", n / 2)}`,
  "paired emphasis": (n) => times("*a* ", n),
  "tildes that close": (n) => times("a~ ", n),
  "tildes in words": (n) => times("a~~b~", n),
  "emphasis in a deep quote": (n) => `${times(">", n / 3)}${times("a*", n / 2)}`,
  // Links and images.
  "closing brackets": (n) => times("a]", n),
  "opening brackets": (n) => times("[a", n),
  "brackets and emphasis": (n) => times("[ a_", n),
  "brackets in parentheses": (n) => times("[ (](", n),
  "images in labels": (n) => times("![[]()", n),
  "openings of images": (n) => times("![", n),
  "nested brackets": (n) => `${times("[", n / 2)}a${times("]", n / 2)}`,
  "nested images": (n) => `${times("![", n / 3)}a${times("](b)", (2 * n) / 3)}`,
  "destinations without end": (n) => times("[a](<b", n),
  "parentheses without end": (n) => times("[a](b", n),
  "titles without end": (n) => times("[a](b (", n),
  "quoted titles without end": (n) => times('[a](b "', n),
  "labels without end": (n) => times("[a][b", n),
  "one definition, used often": (n) => `[a]: b\n\n${times("[a] ", n)}`,
  "a long definition, used often": (n) => `[x]: /${times("u", n / 2)}\n\n${times("[x] ", n / 2)}`,
  "definitions by the thousand": (n) =>
    `${counted(n / 2, (i) => `[${i}]: u\n\n`)}${counted(n / 2, (i) => `[${i}] `)}`,
  "titles of definitions": (n) => times('[a]: b "\n', n),
  // Code and raw HTML.
  "backticks of growing length": (n) => counted(n, (i) => `e${"`".repeat(i)}`),
  "backticks and backslashes": (n) => times("``\\", n),
  "comments without end": (n) => `</${times("<!--", n)}`,
  "comments in text": (n) => times("a <!-- b", n),
  "instructions without end": (n) => times("a <? ", n),
  "declarations without end": (n) => times("a <!A ", n),
  "CDATA without end": (n) => times("a <![CDATA[", n),
  "attributes without end": (n) => times('a <a x="', n),
  "tags without end": (n) => times("a <a ", n),
  "autolinks without end": (n) => times("a <http:b", n),
  // Blocks.
  "nested quotes": (n) => `${times("> ", n)}a`,
  "nested items on one line": (n) => `${times("- ", n)}a`,
  "nested items line by line": (n) => counted(n, (i) => `${"  ".repeat(i)}* a\n`),
  "empty lines in deep lists": (n) => `${"- ".repeat(90)}x${times("\n", n)}`,
  "empty lines in a quoted list": (n) => `> ${"- ".repeat(90)}x\n${times(">\n", n)}`,
  "lazy lines": (n) => `> a\n${times("b\n", n)}`,
  "lazy lines in a deep list": (n) => `${"- ".repeat(90)}x\n${times("a\n", n)}`,
  "quotes and lazy lines": (n) => times("> a\nb\n", n),
  "fences that quotes end": (n) => times("> ```\nb\n", n),
  "breaks that end quotes": (n) => times("> a\n---\n", n),
  "quotes one by one": (n) => times("> a\n\n", n),
  "lists in and out": (n) => times("- aaaa\n  - bbbb\n", n),
  "underlined headings": (n) => times("a\n=\n", n),
  "almost thematic breaks": (n) => `${times("* ", n)}a`,
  "white space in a line": (n) => `a${times(" ", n)}b`,
  "null characters": (n) => times("a\0", n),
  "character references": (n) => times("&amp", n),
  "alerts one by one": (n) => times("> [!NOTE]\n> a\n\n", n),
  // GFM.
  "rows of a table": (n) => `|a|b|\n|-|-|\n${times("|c|d|\n", n)}`,
  "columns of a table": (n) => `|${times("a|", n / 3)}\n|${times("-|", n / 3)}\n|${times("b|", n / 3)}\n`,
  "rows that leave cells out": (n) =>
    `|${times("a|", n / 4)}\n|${times("-|", n / 4)}\n${times("b\n", n / 2)}`,
  "heads without a table": (n) => times("|a|b|\n", n),
  "lines of a vertical tab": (n) => times("aaa\rbbb\n-\v\n", n),
  "calls of one footnote": (n) => `[^a]: x\n\n${times("[^a] ", n)}`,
  "footnotes by the thousand": (n) =>
    `${counted(n / 2, (i) => `[^${i}] `)}\n\n${counted(n / 2, (i) => `[^${i}]: x\n\n`)}`,
  "punctuation behind an address": (n) => `http://a.b${times("!", n)}a`,
  "semicolons behind an address": (n) => `http://a.b${times(";", n)}x`,
  "asterisks behind an address": (n) => `www.a.b${times("*", n)}x`,
  "addresses behind a bracket": (n) => `[ ${times("http://a ", n)}`,
  "words behind a bracket": (n) => `x@y.z [ ${times("word ", n)}`,
  "at signs": (n) => times("a@", n),
  "labels of an e-mail address": (n) => `a@${times("b.", n)}_`,
  "hyphens around an e-mail address": (n) => `a@b.c ${times("-", n)}`,
  // Syntax that this library adds.
  "braces at the end of a heading": (n) => `# a ${times("{#", n)}`,
};
