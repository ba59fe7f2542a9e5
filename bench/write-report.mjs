// docs/benchmarks.md and its chart, as compare-builds.mjs and scale.mjs write them.
import { base } from "./contestants.mjs";

/** The median; the lower one of an even number. */
export function median(numbers) {
  const sorted = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}

const ratio = (a, b) => (a === undefined || b === undefined ? undefined : Number((a / b).toFixed(2)));
const milliseconds = (seconds) => seconds && Number((seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0));

/** A row per contestant, with times as ratios to the baseline, where more is faster. */
export function times({ names, figure }) {
  return names.map((name) => ({
    name,
    cold: ratio(figure(`cold ${base}`, "cpu"), figure(`cold ${name}`, "cpu")),
    coldWall: ratio(figure(`cold ${base}`, "wall"), figure(`cold ${name}`, "wall")),
    coldSeconds: figure(`cold ${name}`, "cpu")?.toFixed(1),
    warm: ratio(figure(`warm ${base}`, "cpu"), figure(`warm ${name}`, "cpu")),
    warmWall: ratio(figure(`warm ${base}`, "wall"), figure(`warm ${name}`, "wall")),
    first: milliseconds(figure(`first ${name}`, "cpu")),
    edit: milliseconds(figure(`cold ${name}`, "edit")?.cpu),
    memory: Math.round(figure(`cold ${name}`, "memory") / 2 ** 20),
    kilobytes: Math.round(figure(`cold ${name}`, "bytes") / 1000),
  }));
}

/** The goals that were set in advance, with the results. */
export function findGoals({ figure }) {
  const cold = (name, figureName = "cpu") => figure(`cold ${name}`, figureName);
  const warm = (name) => figure(`warm ${name}`, "cpu");
  const editOf = (name) => figure(`cold ${name}`, "edit")?.cpu * 1000;
  const atLeast = (goal, wanted, found) => verdict(goal, `≥ ${wanted} ×`, wanted, found, true, "×");
  const atMost = (goal, wanted, found, unit = "×") =>
    verdict(goal, `≤ ${wanted} ${unit}`, wanted, found, false, unit);
  return [
    atLeast(`cold, one thread, against ${base}`, 1.8, cold(base) / cold("galley")),
    atLeast(`cold, satteri, one thread, against ${base}`, 3.5, cold(base) / cold("galley, satteri")),
    atLeast(
      "cold, satteri, against @astrojs/markdown-satteri",
      1.6,
      cold("@astrojs/markdown-satteri") / cold("galley, satteri"),
    ),
    atLeast(`warm, against ${base}`, 1.6, warm(base) / warm("galley")),
    atLeast(`warm, satteri, against ${base}`, 4.5, warm(base) / warm("galley, satteri")),
    atLeast(
      "warm, satteri, against @astrojs/markdown-satteri",
      1.4,
      warm("@astrojs/markdown-satteri") / warm("galley, satteri"),
    ),
    atLeast(
      'cold, `workers: "auto"` against one thread, wall',
      1.6,
      cold("galley", "wall") / cold("galley, automatic workers", "wall"),
    ),
    atMost("two themes against one, cold", 1.15, cold("galley") / figure("cold, one theme", "cpu")),
    atMost("two themes against one, warm", 1.15, warm("galley") / figure("warm, one theme", "cpu")),
    atMost(
      "first highlighting pass against @shikijs/rehype, lazy",
      0.5,
      figure("pass galley", "cpu") / figure(`pass ${base}`, "cpu"),
    ),
    atMost("memory of that pass", 0.4, figure("pass galley", "memory") / figure(`pass ${base}`, "memory")),
    atMost(
      "one cold post against @shikijs/rehype with its defaults",
      0.08,
      figure("first galley", "cpu") / figure("first @shikijs/rehype with its defaults", "cpu"),
    ),
    atMost(
      "rebuild from the cache, all HTML, against reading and hashing",
      4,
      figure("rebuild", "cpu") / figure("hash", "cpu"),
    ),
    atMost(
      'rebuild from the cache, `html: "lazy"`, against reading and hashing',
      1.2,
      figure("rebuild lazy", "cpu") / figure("hash", "cpu"),
    ),
    atMost("one edit in a warm process, median", 4, editOf("galley"), "ms"),
    atMost("one edit in a warm process, satteri, median", 1, editOf("galley, satteri"), "ms"),
  ].filter(({ value }) => Number.isFinite(value));
}

function verdict(goal, wanted, limit, found, more, unit) {
  const isMet = more ? found >= limit : found <= limit;
  const off = Math.round(Math.abs(found / limit - 1) * 100);
  return {
    goal,
    wanted,
    value: found,
    found: `${found.toFixed(2)} ${unit}`,
    verdict: isMet ? "met" : `missed by ${off} %`,
  };
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The table for one Node version, with all contestants. */
function compared({ version, rows }) {
  const shown = (value, unit = "") => (value === undefined ? "–" : `${value}${unit}`);
  return table(
    [
      `Node ${version}`,
      "cold, CPU",
      "cold, wall",
      "warm, CPU",
      "import + first post",
      "one edit",
      "peak memory",
      "HTML",
    ],
    rows.map((row) => [
      row.name === base ? `**${row.name}** (lazy), ${row.coldSeconds} s` : row.name,
      shown(row.cold),
      shown(row.coldWall),
      shown(row.warm),
      shown(row.first, " ms"),
      shown(row.edit, " ms"),
      `${row.memory} MB`,
      `${row.kilobytes} kB`,
    ]),
  );
}

/** The whole page. */
export function writeReport(report) {
  const { kind, count, warmCount, bytes, rounds, machine, load, nodes, shiki, versions } = report;
  const { kept } = report;
  return `# Benchmarks

This page shows how long a blog takes to build and how fast a process starts, compared with other tools. Each table names its
command; the packages to compare with come from \`npm ci --prefix bench\`.

## For your blog

${kept("For your blog", "npm run bench:starts -- --write")}

## Starts

${kept("Starts", "npm run bench:starts -- --write")}

## Compared with other tools

\`npm run bench\`: ${count} ${kind}, ${(bytes / 1e6).toFixed(1)} MB, the
same for all; each measurement in its own process, ${rounds} rounds, medians, on
${machine}, at a load of ${load.toFixed(1)}, benchmark included: compare the ratios, and CPU time rather than wall time.
Numbers above 1 are faster than **${base}**, whose cold build took the CPU time that its row names.

![Speed of cold and warm builds relative to ${base}](benchmarks.svg)

${nodes.map(compared).join("\n\n")}

## What is measured

All support GFM, give headings ids and list them, and highlight code in \`github-light\` and \`github-dark\` with shiki ${shiki};
grammars are loaded when first needed. The peers receive the text below the front matter. The rows of this library do
more in the same time: they check and normalize front matter, sanitize raw HTML and URLs, and produce an excerpt, links,
images, a reading time, and messages with positions. Of the peers, only “the same with gray-matter, …” does comparable work;
the other rows leave it out.

- **cold**: from the start of the process to the last post.
- **warm**: ${warmCount} of the posts once more in a process that has built them four times, with no code blocks cached
  (\`cacheSize: 0\`).
- **import + first post**, **one edit** (one more paragraph after the cold build, the median of some 25 posts): CPU time.
- **two workers**, **automatic workers**: \`readPosts.stream\` with a parser module. CPU time counts all threads.

Versions: ${versions.join(", ")}.

## Goals

${table(
  ["goal", "wanted", ...nodes.flatMap(({ version }) => [`Node ${version}`, ""])],
  nodes[0].goals.map(({ goal, wanted }, index) => [
    goal,
    wanted,
    ...nodes.flatMap(({ goals }) => [goals[index].found, goals[index].verdict]),
  ]),
)}

## Threads

${kept("Threads", "npm run bench:scale -- --threads --write")}

## Where the time goes

${kept("Where the time goes", "npm run bench:stages")}

## Scale

${kept("Scale", "npm run bench:scale -- --write")}
`;
}

/** The heading of a section that a command writes separately. */
const heading = (title) => `\n## ${title}\n\n`;

/** The text of an existing section of a page. */
export function sectionOf(page, title) {
  return page.split(heading(title))[1]?.split("\n## ")[0].trim();
}

/** The page with that text in an existing section. */
export function withSection(page, title, text) {
  const [before, rest] = page.split(heading(title));
  if (rest === undefined) throw new Error(`The page has no section ${title}`);
  const next = rest.indexOf("\n## ");
  return `${before}${heading(title)}${text}\n${next === -1 ? "" : rest.slice(next)}`;
}

const width = 760;
const left = 250;
const barHeight = 11;
const rowHeight = 36;

const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/**
 * A bar chart as SVG: cold and warm speed as a pair of bars per row; 1 is the baseline. Readable on light and on dark
 * pages.
 */
export function drawChart(rows) {
  const largest = Math.max(...rows.flatMap(({ cold, warm = 0 }) => [cold, warm]));
  const scale = (width - left - 60) / largest;
  const height = rows.length * rowHeight + 56;
  const bars = rows.map(({ name, cold, warm }, index) => {
    const y = 40 + index * rowHeight;
    const bar = (value, top, kind) =>
      value === undefined
        ? ""
        : `<rect class="${kind}" x="${left}" y="${top}" width="${(value * scale).toFixed(1)}" height="${barHeight}" rx="2"/>` +
          `<text x="${(left + value * scale + 6).toFixed(1)}" y="${top + 9}">${value.toFixed(2)}</text>`;
    const weight = name.startsWith("galley") ? ' font-weight="600"' : "";
    return (
      `<text x="${left - 10}" y="${y + 15}" text-anchor="end"${weight}>${escapeText(name === base ? "@shikijs/rehype, lazy (= 1)" : name)}</text>` +
      `${bar(cold, y, "cold")}${bar(warm, y + barHeight + 2, "warm")}`
    );
  });
  const one = (left + scale).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Speed of builds in CPU time relative to ${escapeText(base)}; longer is faster</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.cold { fill: #0969da; } .warm { fill: #bf8700; } .one { stroke: #8c959f; stroke-dasharray: 3 3; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .cold { fill: #4493f8; } .warm { fill: #d29922; } }
</style>
<rect class="cold" x="${left}" y="10" width="11" height="11" rx="2"/><text x="${left + 17}" y="20">cold build</text>
<rect class="warm" x="${left + 110}" y="10" width="11" height="11" rx="2"/><text x="${left + 127}" y="20">warm process</text>
<line class="one" x1="${one}" x2="${one}" y1="32" y2="${height - 12}"/>
${bars.filter(Boolean).join("\n")}
</svg>
`;
}
