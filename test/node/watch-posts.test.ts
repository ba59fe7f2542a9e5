import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import type { ReadablePost } from "../../src/node/read-post.ts";
import { type PostChange, type WatchPostsOptions, watchPosts } from "../../src/node/watch-posts.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Line extends ReadablePost {
  text: string;
}

const parsed: string[] = [];

function parser(source: Uint8Array, { path }: { path: string }): Line {
  parsed.push(path);
  const text = new TextDecoder().decode(source);
  if (text === "bad") {
    throw new ContentError({ path, messages: [createMessage("not-utf8", { reason: text, path })] });
  }
  return { slug: path, text, messages: [] };
}

/** Makes one change after the other, each when the one before was reported. */
async function watchChanges(
  cwd: string,
  steps: (() => void)[],
  options: Partial<WatchPostsOptions<Line>> = {},
): Promise<PostChange<Line>[]> {
  const changes: PostChange<Line>[] = [];
  const onReady = (): void => steps[0]?.();
  for await (const change of watchPosts("p", { parser, cwd, onReady, settle: 20, ...options })) {
    changes.push(change);
    const step = steps[changes.length];
    if (!step) break;
    step();
  }
  return changes;
}

describe("watchPosts", { timeout: 30_000 }, () => {
  test("reports what changes and parses nothing else", async () => {
    const cwd = temporaryFolder({ "p/old.md": "old", "p/other.md": "other" });
    parsed.length = 0;
    const file = (name: string): string => join(cwd, "p", name);
    const changes = await watchChanges(cwd, [
      () => writeFileSync(file("old.md"), "new"),
      () => {
        mkdirSync(file("deep"));
        writeFileSync(file("deep/a.md"), "first");
        writeFileSync(file("deep/a.txt"), "no post");
      },
      () => writeFileSync(file("other.md"), "bad"),
      () => rmSync(file("old.md")),
    ]);
    expect(
      changes.map(({ kind, path, post, messages }) => [kind, path, post?.text, messages.length]),
    ).toEqual([
      ["changed", "p/old.md", "new", 0],
      ["added", "p/deep/a.md", "first", 0],
      ["changed", "p/other.md", undefined, 1],
      ["removed", "p/old.md", undefined, 0],
    ]);
    expect(parsed).toEqual(["p/old.md", "p/deep/a.md", "p/other.md"]);
  });

  test("ends when the signal aborts", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a" });
    const controller = new AbortController();
    const abort = (): void => controller.abort(new Error("enough"));
    await expect(watchChanges(cwd, [abort], { signal: controller.signal })).rejects.toThrow("enough");
  });

  test("throws for what is not a folder or not a duration", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a" });
    await expect(watchPosts("none", { parser, cwd }).next()).rejects.toThrow(
      'Expected a folder to watch, received "none"',
    );
    const negative = watchPosts("p", { parser, cwd, settle: -1 }).next();
    await expect(negative).rejects.toThrow("Expected `settle` to be a whole number from 0, received -1");
  });
});
