import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";

// Long texts like those that people write. None may be close to a limit: even a text three times as long must be
// accepted.

const words = "the parser reads a line of text and returns what it found before the next release".split(" ");

function prose(seed: number, count: number): string {
  return Array.from({ length: count }, (_, k) => words[(seed * 7 + k * 3 + (k >> 2)) % words.length]).join(
    " ",
  );
}

function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join("");
}

function changelog(length: number): string {
  const release = (i: number): string =>
    `## [${999 - i}.${i % 10}.0](https://github.com/acme/tool/compare/v${i}...v${i + 1}) (2024-0${1 + (i % 9)}-1${i % 10})\n\n` +
    `### Features\n\n${times(4, (j) => `* **core:** ${prose(i + j, 11)} \`option_${j}\` ([#${i + j}](https://github.com/acme/tool/issues/${i + j}))\n`)}\n` +
    `### Bug Fixes\n\n- ${prose(i, 12)}\n  - ${prose(i + 1, 9)}\n  - see *${prose(i, 6)}*\n- ${prose(i + 5, 14)}\n\n`;
  return `# Changelog\n\n${times(Math.ceil(length / release(1).length), release)}`;
}

function reference(entries: number): string {
  return (
    times(
      entries,
      (i) =>
        `### \`module.method_${i}(a, b)\`\n\n* \`a\` {string} ${prose(i, 6)}.\n* \`b\` {Object}\n  * \`encoding\` {string} **Default:** \`'utf8'\`.\n* Returns: {Promise}\n\n${prose(i, 30)}. See [\`other_${i}\`][] and [the guide](#guide).\n\n\`\`\`js\nconst r = module.method_${i}("*a_", [1, 2]);\n\`\`\`\n\n`,
    ) + times(entries, (i) => `[\`other_${i}\`]: #module_other_${i}\n`)
  );
}

const mail = (i: number): string =>
  `On Monday, person ${i} wrote:\n> ${prose(i, 9)}\n${prose(i, 7)}\n>> ${prose(i + 1, 9)}\n>> ${prose(i + 2, 9)}\n> ${prose(i, 5)}\n>>> ${prose(i + 3, 8)}\n${prose(i + 3, 3)}\n\n${prose(i, 25)}.\n\n`;

const insert = (i: number): string =>
  `INSERT INTO \`wp_posts\` (\`ID\`, \`post_author\`) VALUES (${i}, 1, '${prose(i, 4)} <b>x</b> it''s [a] *b* _c_', NULL, '2024-01-01 00:00:00');\n`;

const project = (i: number): string =>
  `${i % 25 === 0 ? `\n## Section ${i}\n\n` : ""}- [project-${i}](https://github.com/owner_${i}/project_${i}) - ${prose(i, 10)}. \`MIT\`\n`;

test.each<[name: string, text: () => string]>([
  [
    "2,000 definitions with a title, and references to them",
    () =>
      `${times(2000, (i) => `${prose(i, 8)} [term ${i}][t${i}]${i % 4 === 3 ? ".\n\n" : ",\n"}`)}\n\n${times(2000, (i) => `[t${i}]: https://example.org/wiki/${i} "The term ${i} (${prose(i, 2)})"\n`)}`,
  ],
  [
    "a paragraph of 1,000 links",
    () => times(1000, (i) => `[${prose(i, 2)}](https://example.org/a_b/${i}), ${prose(i, 3)} `),
  ],
  [
    "a paragraph of 3,000 footnote references",
    () =>
      `${times(3000, (i) => `${prose(i, 5)}[^${i}] `)}\n\n${times(3000, (i) => `[^${i}]: ${prose(i, 8)}.\n`)}`,
  ],
  [
    "a table of 5,000 rows",
    () =>
      `| Name | Type | *Default* | Text |\n|---|:-:|---|---|\n${times(5000, (i) => `| \`name_${i}\` | string | **${i}** | ${prose(i, 6)} [more](#m${i}) |\n`)}`,
  ],
  [
    "200 lists nested 30 deep",
    () => times(200, (i) => times(30, (depth) => `${"  ".repeat(depth)}- ${prose(i + depth, 4)}\n`)),
  ],
  ["a thread of 500 mails, quotes within quotes", () => times(500, mail)],
  ["a list of 5,000 projects", () => times(5000, project)],
  ["an SQL dump of 1,000 rows", () => times(1000, insert)],
  ["an SQL dump of 5,000 rows in a fence", () => `\`\`\`sql\n${times(5000, insert)}\`\`\`\n`],
  [
    "a log of 1,000 lines in one paragraph",
    () =>
      times(
        1000,
        (i) =>
          `2024-01-01 12:00:${i % 60} [worker-${i % 8}] WARN com.acme.Foo_Bar - ${prose(i, 6)} url=https://a.example/x_y?b=${i}&c=*\n`,
      ),
  ],
  [
    "2,000 setext headings",
    () => times(2000, (i) => `${prose(i, 4)}\n---\n\n${prose(i, 20)} *${prose(i, 2)}*.\n\n`),
  ],
  ["a changelog of a megabyte", () => changelog(1_000_000)],
  ["a reference of 3,000 entries", () => reference(3000)],
])(
  "%s: accepted at a third of the limit for three times its length",
  (_, build) => {
    const text = build();
    const limits = { maxSearchSteps: 15_000_000 + 300 * text.length };
    expect(parseMarkdown(text, { limits }).children.length).toBeGreaterThan(0);
  },
  120_000,
);
