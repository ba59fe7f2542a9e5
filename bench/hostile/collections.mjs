import { times } from "./repeat.mjs";

/** Texts for all parameters that are a title, a label or a line. */
const texts = {
  "the letter a": (n) => times("a", n),
  words: (n) => times("word ", n),
  spaces: (n) => times(" ", n),
  "a word between spaces": (n) => `a${times(" ", n)}b`,
  "combining marks": (n) => `a${times("\u0301", n)}`,
  "signs without a space": (n) => times("日", n),
  sentences: (n) => times("a. B", n),
  abbreviations: (n) => times("e.g. ", n),
  "full stops": (n) => times(".", n),
  dashes: (n) => times("-", n),
  "part numbers": (n) => times("Part 1 of 2: ", n),
  numbers: (n) => times("1", n),
  "numbers in parentheses": (n) => times("(1/2) ", n),
  parentheses: (n) => times("(", n),
  "roman numerals": (n) => times("MCMXCIV ", n),
  "Chinese part numbers": (n) => times("第三回", n),
  "Chinese numerals": (n) => times("第一百二十三", n),
  emoji: (n) => times("👩‍👩‍👧", n),
  "lone surrogates": (n) => times("\uD800", n),
  "bidirectional controls": (n) => times("\u202E\u2066", n),
  slashes: (n) => times("/", n),
  "dots and slashes": (n) => times("../", n),
  "percent signs": (n) => times("%E0%A4%A", n),
  braces: (n) => times("{1-9,", n),
  quotes: (n) => times('="', n),
  "less-than signs": (n) => times("<", n),
  ampersands: (n) => times("&", n),
  "ends of CDATA": (n) => times("]]>", n),
  "twice-encoded letters": (n) => times("Ã©", n),
  "capitals that grow": (n) => times("İ", n),
};

/** Calls with one text: `name` to `(galley, text) => output`. */
const calls = {
  toSlug: (galley, text) => galley.toSlug(text),
  toTagSlug: (galley, text) => galley.toTagSlug(text),
  slugFromPath: (galley, text) => galley.slugFromPath(text),
  dateFromPath: (galley, text) => String(galley.dateFromPath(text)),
  parseDate: (galley, text) => JSON.stringify(galley.parseDate(text) ?? null),
  truncateText: (galley, text) => galley.truncateText(text, { maxLength: 200 }).text,
  "truncateText, to the last sign": (galley, text) =>
    galley.truncateText(text, { maxLength: Math.max(1, text.length - 1) }).text,
  parsePartNumber: (galley, text) => JSON.stringify(galley.parsePartNumber(text)),
  parseFenceMeta: (galley, text) => JSON.stringify(galley.parseFenceMeta(text)),
  estimateReadingTime: (galley, text) => galley.estimateReadingTime(text).text,
  splitFrontMatter: (galley, text) => galley.splitFrontMatter(text).body,
  isSafeUrl: (galley, text) => String(galley.isSafeUrl(text)),
};

/** Every call with every text. */
export const callFamilies = Object.fromEntries(
  Object.entries(calls).flatMap(([call, run]) =>
    Object.entries(texts).map(([name, make]) => [`${call}: ${name}`, { make, run }]),
  ),
);

const site = { url: "https://example.com/", title: "Notes", language: "en" };
const date = new Date(Date.UTC(2026, 0, 1));

/** `make(size)` creates posts of about `size` characters in total. */
const posts = {
  "posts of one date": (n) => records(n, (i) => ({ slug: `p${i}`, title: "a", date })),
  "posts of one slug": (n) => records(n, () => ({ slug: "p", title: "a", date })),
  "posts of one tag": (n) => records(n, (i) => ({ slug: `p${i}`, title: "a", date, tags: ["t"] })),
  "tags of their own": (n) => records(n, (i) => ({ slug: `p${i}`, title: "a", date, tags: [`t${i}`] })),
  "tags that are near": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: "a",
      date,
      tags: [
        `kubernetes${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + (Math.floor(i / 26) % 26))}`,
      ],
    })),
  "many tags a post": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: "a",
      date,
      tags: Array.from({ length: 50 }, (_, t) => `t${(i * 7 + t) % 997}`),
    })),
  "one series": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: `S: Part ${i}`,
      date,
      series: [{ name: "S", slug: "s", part: i }],
    })),
  "one series, one part": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: "S: Part 1",
      date,
      series: [{ name: "S", slug: "s", part: 1 }],
    })),
  "one series, huge parts": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: "S",
      date,
      series: [{ name: "S", slug: "s", part: i * 1e12, total: 1e300 }],
    })),
  "series of their own": (n) =>
    records(n, (i) => ({ slug: `p${i}`, title: "a", date, series: [{ name: `S${i}`, slug: `s${i}` }] })),
  "titles of part numbers": (n) => records(n, (i) => ({ slug: `p${i}`, title: `Queues, part ${i}`, date })),
  "links to all": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: "a",
      date,
      links: Array.from({ length: 20 }, (_, l) => ({ url: `/posts/p${(i + l) % 500}/`, text: "a" })),
    })),
  "titles that are hostile": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: '</title><script>alert(1)</script>]]>&amp;\u0000\uD800"',
      description: "<![CDATA[ ]]> -- \u0001 Ã©",
      date,
      html: "<p>]]&gt; <b>a</b></p><script>alert(1)</script>",
      tags: ["</category>", "]]>", "\uFFFF"],
      authors: [{ name: "</author> & <b>", url: "javascript:alert(1)", email: "a@b\n" }],
    })),
  "bodies that are hostile": (n) =>
    records(n, (i) => ({
      slug: `p${i}`,
      title: "a",
      date,
      html: '<img src="javascript:a" onerror=b srcset="c 1x, javascript:d 2x"><a href="vbscript:e">f</a><svg><script>g</script></svg>',
    })),
};

function records(size, make) {
  const list = [];
  for (let index = 0, length = 0; length < size; index++) {
    const record = make(index);
    list.push(record);
    length += JSON.stringify(record).length;
  }
  return list;
}

const postCalls = {
  sortPosts: (galley, list) => galley.sortPosts(list).length,
  groupByTag: (galley, list) => galley.groupByTag(list).length,
  findSimilarTags: (galley, list) => galley.findSimilarTags(list).length,
  orderSeries: (galley, list) => galley.orderSeries(list, { inferFromTitles: true }).length,
  seriesContexts: (galley, list) => {
    const all = galley.orderSeries(list, { inferFromTitles: true });
    return list.slice(0, 20).map((post) => galley.seriesContext(all, post)?.others).length;
  },
  relatedPosts: (galley, list) =>
    list.slice(0, 5).map((post) => galley.relatedPosts(list, post, { limit: 5 }).length).length,
  backlinksOf: (galley, list) => list.slice(0, 5).map((post) => galley.backlinksOf(list, post).length).length,
  findSlugCollisions: (galley, list) =>
    galley.findSlugCollisions(list.map((p, i) => ({ ...p, path: `${i}.md` }))).length,
  lintPosts: (galley, list) => galley.lintPosts?.(list.map((p, i) => lintable(p, i))).length,
  feeds: (galley, list) => {
    const feed = galley.buildFeed(site, list);
    return { xml: [galley.renderRss(feed), galley.renderAtom(feed)], json: galley.renderJsonFeed(feed) };
  },
  "sitemap and llms.txt": (galley, list) => ({
    xml: galley.buildSitemap ? [galley.buildSitemap(site, list)] : [],
    text: galley.buildLlmsTxt?.(site, list),
  }),
};

function lintable(post, index) {
  return {
    path: `${index}.md`,
    tags: [],
    authors: [],
    series: [],
    headings: [],
    links: [],
    images: [],
    messages: [],
    draft: false,
    unlisted: false,
    html: "",
    excerpt: { text: "", html: "", source: "empty", truncated: false },
    readingTime: { minutes: 0, words: 0, text: "" },
    data: {},
    ...post,
  };
}

/** Every call with every kind of list. */
export const collectionFamilies = Object.fromEntries(
  Object.entries(postCalls).flatMap(([call, run]) =>
    Object.entries(posts).map(([name, make]) => [`${call}: ${name}`, { make, run }]),
  ),
);

/** Code for a highlighter. */
export const highlightFamilies = {
  "a long line": (n) => ["js", times(`a(b=>{c\`$${"{d}"}\`});`, n)],
  "long lines": (n) => ["ts", times(`${"a<b<".repeat(200)}\n`, n)],
  "Markdown in one line": (n) => ["md", times("*a_ [b](c) `d` ", n)],
  "quotes that never end": (n) => ["js", times("'", n)],
  brackets: (n) => ["js", times("([{", n)],
  "templates in templates": (n) => ["js", times("`${", n)],
  "regular expressions": (n) => ["js", times("a=/[/", n)],
  HTML: (n) => ["html", times("<a b='", n)],
  "HTML lines": (n) => ["html", times("<a b='c'><script>d</script>\n", n)],
  YAML: (n) => ["yaml", times("a: &b *c\n", n)],
  shell: (n) => ["sh", times('$("$(`', n)],
  notation: (n) => ["js", times("a // [!code ++] [!code focus:999999999] [!code word:a:9]\n", n)],
  "words to mark": (n) => ["js", times("a a a\n", n), "/a/ {1-999999999}"],
  "blank lines": (n) => ["js", times("\n", n)],
  "a word between spaces": (n) => ["js", `a${times(" ", n)}b`],
  "line breaks of two kinds": (n) => ["js", times("a\r\nb\r", n)],
  differences: (n) => ["diff-js", times("+a\n-b\n", n)],
  "a language nobody knows": (n) => [times("x", n), "a"],
  "bidirectional controls": (n) => ["js", times("\u202E", n)],
};
