import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import type { Post } from "../../src/post/post.ts";

const parsePost = createPostParser();

/** Parts with a meaning for one of the modules; combined at random they make unusual posts. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...'# | ## A|- |> |1. |    |```js\n|```|~~~|`|**|_|~~|[|](|)|![|[x]: /y\n|[^1]|[^1]: note\n|<b>|</b>|<!-- more -->|<!--|-->|<script>|<div id="a">|</div>|<a href="javascript:x">|&amp;|&#0;|\\|\n|\n\n|\t| |a|word |. |é|日本|🎉|\u202E|---\n|+++\n|title: T\n|date: 2025-02-30\n|date: 2026-01-01\n|tags: [a, b]\n|{#id}|> [!NOTE]\n> x\n|a \\| b\n--- \\| ---\n|http://a.b|www.a.b|a@b.c|{{< x >}}|import x from \'y\'\n|<X a={1} />|$x$|\u0000|\uFEFF|\uD800'
        .split(/(?<!\\)\|/)
        .map((text) => text.replaceAll("\\|", "|")),
    ),
  },
);
const source = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
const path = fc.constantFrom(undefined, "a.md", "posts/2024-05-01-b.md", "c.mdx");

/** The post or the rule ids of its errors; any other error is thrown again. */
async function outcome(text: string, file?: { path?: string | undefined }): Promise<Post | string[]> {
  try {
    return await parsePost(text, file);
  } catch (error) {
    if (error instanceof ContentError) return error.messages.map(({ ruleId }) => String(ruleId));
    throw error;
  }
}

/** The result without positions. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      ["place", "line", "column", "name"].includes(key) ? undefined : inner,
    ),
  );
}

describe("any text", () => {
  test("becomes a post or a ContentError, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(source, path, async (text, file) => {
        const post = await outcome(text, { path: file });
        if (Array.isArray(post)) return;
        expect(post.slug).not.toBe("");
        expect(post.title).not.toBe("");
        expect(structuredClone(post)).toEqual(post);
        for (const { line, column, ruleId } of post.messages) {
          expect(ruleId).toBeTruthy();
          if (line !== undefined) {
            const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("gives the same result with `sync` and with await", async () => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        const post = await outcome(text);
        if (Array.isArray(post)) expect(() => parsePost.sync(text)).toThrow(ContentError);
        else expect(parsePost.sync(text)).toEqual(post);
      }),
      { numRuns: 200 },
    );
  });

  test("has the same result with other line endings and a byte order mark, except for offsets", async () => {
    await fc.assert(
      fc.asyncProperty(source, async (raw) => {
        const text = raw.replace(/\r\n?/g, "\n").replace(/^\uFEFF+/, "");
        const expected = withoutPlaces(await outcome(text));
        expect(withoutPlaces(await outcome(text.replaceAll("\n", "\r\n")))).toEqual(expected);
        expect(withoutPlaces(await outcome(text.replaceAll("\n", "\r")))).toEqual(expected);
        expect(withoutPlaces(await outcome(`\uFEFF${text}`))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("has unique ids, and the links of every footnote have a target", async () => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        const post = await outcome(text);
        if (Array.isArray(post)) return;
        const ids = [...post.html.matchAll(/<[^>]* id="([^"]*)"/g)].map(([, id = ""]) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).not.toContain("");
        const targets = [...post.html.matchAll(/<a href="#([^"]*)"[^>]* data-footnote/g)];
        for (const [, target = ""] of targets) expect(ids).toContain(decodeURIComponent(target));
        for (const { slug } of post.headings) expect(ids).toContain(slug);
      }),
      { numRuns: 250 },
    );
  });

  test("has the same result at any stack depth of the caller", async () => {
    const deep = (depth: number, work: () => unknown): unknown =>
      depth === 0 ? work() : deep(depth - 1, work);
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        const post = await outcome(text);
        const found = await deep(4000, () => outcome(text));
        expect(found).toEqual(post);
      }),
      { numRuns: 100 },
    );
  });
});

test("parsing does not depend on the time zone of the machine", () => {
  // In a separate process, because a worker thread would not notice the change of `TZ`.
  const script = `
    import { createPostParser } from "./dist/index.js";
    const parse = createPostParser();
    const dates = ["2026-03-29", "2026-03-29 02:30:00", "2026-03-29T02:30:00+05:30", "2026-03-29T23:59:59Z", "2026/3/29", "Sun, 29 Mar 2026 01:00:00 GMT"];
    const outputs = [];
    for (const zone of ["UTC", "Pacific/Apia", "America/New_York", "Asia/Kolkata"]) {
      process.env.TZ = zone;
      const posts = [];
      for (const date of dates) {
        try { posts.push(await parse("---\\ntitle: T\\ndate: " + date + "\\n---\\nText\\n", { path: "2026-03-29-a.md" })); }
        catch (error) { posts.push(error.messages.map(({ ruleId }) => ruleId)); }
      }
      outputs.push({ offset: new Date(2026, 0, 1).getTimezoneOffset(), posts: JSON.stringify(posts) });
    }
    console.log(JSON.stringify(outputs));
  `;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    cwd: new URL("../..", import.meta.url),
  });
  const outputs: { offset: number; posts: string }[] = JSON.parse(printed);
  expect(outputs.map(({ offset }) => offset)).toEqual([0, -780, 300, -330]);
  expect(new Set(outputs.map(({ posts }) => posts)).size).toBe(1);
  expect(JSON.parse(outputs[0]?.posts ?? "[]")).toHaveLength(6);
});
