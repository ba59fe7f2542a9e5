// Parses 10,000 posts in one process and tells how much the heap has grown: npm run soak
// Ends with 1 when it has grown by 2 MB or more since the warm-up.
import { createHighlighter, createPostParser } from "../dist/index.js";

const rounds = 10_000;
const warmUp = 1_000;
const limit = 2 * 1024 * 1024;

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
const parsePost = createPostParser({ highlighter });

/** A post that no other is equal to, so that no cache hides what is kept. */
function source(round) {
  return `---
title: Post ${round}
date: 2026-0${1 + (round % 9)}-11
tags: [a${round % 50}, b]
series: { name: S${round % 20}, part: ${round} }
---

Paragraph ${round} with [a link](/posts/${round}/), \`code ${round}\`, a footnote[^1] and <b>raw HTML</b>.

## Heading ${round}

| a | b |
|---|---|
| ${round} | ${"x".repeat(round % 70)} |

\`\`\`js {1} title="n${round}.js"
const n${round} = ${round} + "${"y".repeat(round % 90)}";
\`\`\`

[^1]: Note ${round}.
`;
}

function heap() {
  for (let pass = 0; pass < 4; pass++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

let start = 0;
for (let round = 0; round < rounds; round++) {
  if (round === warmUp) start = heap();
  await parsePost(source(round), { path: `posts/${round}.md` });
}
const growth = heap() - start;
// Held until here, so that what it keeps is counted.
highlighter.dispose();
console.log(
  `${rounds - warmUp} parses after a warm-up of ${warmUp}: the heap grew by ${(growth / 1024 / 1024).toFixed(2)} MB (limit ${limit / 1024 / 1024} MB)`,
);
if (growth >= limit) process.exitCode = 1;
