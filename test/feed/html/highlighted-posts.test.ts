import { expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";
import { createHighlighter } from "../../../src/highlight/create-highlighter.ts";
import { createPostParser } from "../../../src/post/create-post-parser.ts";

const source = `---
title: Queues
---
## Code[^1]

\`\`\`js title="a.js" {1} showLineNumbers
let a = "<b>";
let b; // [!code ++]
\`\`\`

- [x] done

> [!NOTE]
> Mind the gap.

[^1]: A note.
`;

test("posts highlighted by this library, with styles or classes, have plain code in a feed", async () => {
  for (const mode of ["inline", "class"] as const) {
    const highlighter = await createHighlighter({
      themes: { light: "github-light", dark: "github-dark" },
      mode,
    });
    const { html } = await createPostParser({ highlighter })(source, { path: "queues.md" });
    const text = toFeedHtml(html, { url: "https://example.com/q/" });
    expect(text).toMatch(
      /<pre><code class="language-js"> {2}let a = "&#x3C;b&#x3E;";\n\+ let b;\s*<\/code><\/pre>/,
    );
    expect(text).not.toMatch(/<button|style=|shiki|<span|Footnotes/);
    expect(text).toContain("☑ done");
    // The reference links to the footnote, with the URL of the page and the id.
    const target = /<sup><a [^>]*href="https:\/\/example.com\/q\/#(fn-1[^"]*)"/.exec(text)?.[1];
    expect(text).toContain(`<li id="${target}"`);
    highlighter.dispose();
  }
});
