// Posts with about the same mix as real blogs, the same ones each time, for machines without real ones.

/** A reproducible sequence of numbers from 0 to 1 (mulberry32). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words =
  `queue latency the a of work in time server to and reader writes cache when is under load it that for on with as by
  we measure release compiler error value post page image list index type string table note change which how parser
  because before after every first last slow fast small large bound limit client request answer thread worker memory`.split(
    /\s+/,
  );

const code = {
  js: (n) =>
    `export async function read${n}(path, { limit = ${n} } = {}) {\n  const text = await load(path);\n  if (text.length > limit) throw new RangeError(\`\${path} is too long\`);\n  return text.split("\\n").map((line) => line.trim()); // line ${n}\n}`,
  ts: (n) =>
    `interface Entry${n}<T> {\n  readonly key: string;\n  value: T | undefined;\n}\n\nconst entries: Map<string, Entry${n}<number>> = new Map();\nfor (const [key, { value = ${n} }] of entries) console.log(key, value);`,
  rust: (n) =>
    `#[derive(Debug, Clone)]\npub struct Queue${n}<T> {\n    items: Vec<T>,\n    limit: usize,\n}\n\nimpl<T> Queue${n}<T> {\n    pub fn push(&mut self, item: T) -> Result<(), T> {\n        if self.items.len() >= self.limit { return Err(item); }\n        self.items.push(item);\n        Ok(())\n    }\n}`,
  go: (n) =>
    `func serve${n}(w http.ResponseWriter, r *http.Request) {\n\tif err := work(r.Context(), ${n}); err != nil {\n\t\thttp.Error(w, err.Error(), http.StatusServiceUnavailable)\n\t\treturn\n\t}\n\tfmt.Fprintf(w, "done %d", ${n})\n}`,
  python: (n) =>
    `class Queue${n}:\n    """Holds at most a number of items."""\n\n    def __init__(self, limit: int = ${n}) -> None:\n        self.items: list[str] = []\n        self.limit = limit\n\n    def push(self, item: str) -> bool:\n        return len(self.items) < self.limit and not self.items.append(item)`,
  bash: (n) =>
    `set -euo pipefail\nfor file in posts/*.md; do\n  wc -c "$file" | awk '{ print $1 / ${n} }'\ndone`,
  json: (n) =>
    `{\n  "name": "queue-${n}",\n  "limits": { "items": ${n}, "bytes": 1048576 },\n  "tags": ["work", null, true]\n}`,
  html: (n) =>
    `<section id="queue-${n}" class="card">\n  <h2>Queue &amp; co</h2>\n  <a href="/queues/${n}">More</a>\n</section>`,
  css: (n) =>
    `.queue-${n} > li:not(:first-child) {\n  margin-block: ${n}px;\n  color: var(--muted, #667);\n}`,
  "": (n) => `request ${n} -> queue -> worker\n             \\-> refused`,
};

/** The text of one post; each number has a different text. */
export function generatePost(number) {
  const random = createRandom(number * 7919 + 1);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const phrase = (length) => Array.from({ length }, () => pick(words)).join(" ");
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  function inline(text) {
    const kind = random();
    if (kind < 0.06) return `**${text}**`;
    if (kind < 0.14) return `*${text}*`;
    if (kind < 0.26) return `\`${text.replaceAll(" ", "_")}\``;
    if (kind < 0.38) return `[${text}](https://example.com/${text.replaceAll(" ", "-")})`;
    if (kind < 0.4) return `https://example.com/${below(1000)}`;
    return text;
  }
  const sentence = () =>
    `${capital(phrase(3 + below(5)))} ${inline(phrase(1 + below(3)))} ${phrase(3 + below(8))}, ${phrase(2 + below(6))}.`;
  const paragraph = () => Array.from({ length: 2 + below(4) }, sentence).join(pick([" ", "\n"]));

  const title = capital(phrase(3 + below(5)));
  const day = `${2012 + below(14)}-${String(1 + below(12)).padStart(2, "0")}-${String(1 + below(28)).padStart(2, "0")}`;
  const tags = [pick(words), pick(words)].join(", ");
  const blocks = [
    `---\ntitle: ${title}\ndate: ${day}\ntags: [${tags}]\ndescription: ${sentence().replaceAll(/[`*:[\]()]/g, "")}\n---`,
  ];
  // Most posts are short, a few are long.
  const sections = 1 + Math.floor(random() ** 3 * 14);
  const hasCode = random() < 0.45;
  for (let section = 0; section < sections; section++) {
    if (section > 0) blocks.push(`${pick(["##", "##", "###"])} ${capital(phrase(2 + below(4)))}`);
    for (let count = 1 + below(4); count > 0; count--) blocks.push(paragraph());
    const kind = random();
    if (hasCode && kind < 0.6) {
      const lang = pick(Object.keys(code));
      blocks.push(`\`\`\`${lang}\n${code[lang](below(5000))}\n\`\`\``);
    } else if (kind < 0.72) {
      blocks.push(Array.from({ length: 2 + below(6) }, () => `- ${sentence()}`).join("\n"));
    } else if (kind < 0.76) {
      const row = () => `| ${phrase(2)} | ${below(1000)} | ${inline(phrase(2))} |`;
      blocks.push(`| what | count | note |\n| --- | ---: | --- |\n${row()}\n${row()}\n${row()}`);
    } else if (kind < 0.8) {
      blocks.push(`> ${sentence()}`);
    } else if (kind < 0.84) {
      blocks.push(`![${phrase(3)}](/images/${below(100)}.png)`);
    } else if (kind < 0.87) {
      blocks.push(
        `<figure>\n<img src="/images/${below(100)}.png" alt="${phrase(3)}">\n<figcaption>${phrase(4)}</figcaption>\n</figure>`,
      );
    }
  }
  if (random() < 0.08) blocks.push(`More is written elsewhere.[^1]\n\n[^1]: ${sentence()}`);
  return { path: `${day}-post-${number}.md`, text: `${blocks.join("\n\n")}\n` };
}
