import fs, { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
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

/** Makes one change after another, each after the previous one was reported. */
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
  test("reports changes and parses nothing else", async () => {
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

  test("throws for a path that is not a folder and for an invalid duration", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a" });
    await expect(watchPosts("none", { parser, cwd }).next()).rejects.toThrow(
      'Expected a folder to watch, received "none"',
    );
    const negative = watchPosts("p", { parser, cwd, settle: -1 }).next();
    await expect(negative).rejects.toThrow("Expected `settle` to be a whole number from 0, received -1");
  });
});

/** Watches until the changes are sufficient, or the test times out. */
async function watchUntil(
  cwd: string,
  isEnough: (changes: PostChange<Line>[]) => boolean,
  onReady: () => void,
  options: Partial<WatchPostsOptions<Line>> = {},
): Promise<PostChange<Line>[]> {
  const changes: PostChange<Line>[] = [];
  for await (const change of watchPosts("p", { parser, cwd, onReady, settle: 20, ...options })) {
    changes.push(change);
    if (isEnough(changes)) break;
  }
  return changes;
}

const isMarked =
  (text: string) =>
  (changes: PostChange<Line>[]): boolean =>
    changes.at(-1)?.post?.text === text;

describe("watchPosts selects files as readPosts does", { timeout: 30_000 }, () => {
  test("a symbolic link out of the folder is reported and not read", async () => {
    const outside = temporaryFolder({ "secret.md": "secret", "folder/y.md": "secret" });
    const cwd = temporaryFolder({ "p/a.md": "a" });
    const changes = await watchUntil(cwd, isMarked("last"), () => {
      symlinkSync(join(outside, "secret.md"), join(cwd, "p/out.md"));
      symlinkSync(join(outside, "folder"), join(cwd, "p/outer"));
      // A link to a post in the folder is the same post, which is already included.
      symlinkSync(join(cwd, "p/a.md"), join(cwd, "p/z-same.md"));
      setTimeout(() => writeFileSync(join(cwd, "p/last.md"), "last"), 300);
    });
    expect(
      changes.map(({ path, post, messages }) => [path, post?.text, messages.map((m) => m.ruleId)]),
    ).toEqual([
      ["p/out.md", undefined, ["file-outside"]],
      ["p/outer/y.md", undefined, ["file-outside"]],
      ["p/last.md", "last", []],
    ]);
  });

  test("a post that is replaced by a link out of the folder is no longer read", async () => {
    const outside = temporaryFolder({ "secret.md": "secret" });
    const cwd = temporaryFolder({ "p/a.md": "a" });
    const changes = await watchChanges(cwd, [
      () => {
        symlinkSync(join(outside, "secret.md"), join(cwd, "p/new"));
        renameSync(join(cwd, "p/new"), join(cwd, "p/a.md"));
      },
    ]);
    expect(changes.map(({ kind, path, post, messages }) => [kind, path, post, messages[0]?.ruleId])).toEqual([
      ["changed", "p/a.md", undefined, "file-outside"],
    ]);
  });

  test("broken links, loops and links through a file do not prevent the watch from starting", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a" });
    symlinkSync("a.md/x.md", join(cwd, "p/through.md"));
    symlinkSync("gone.md", join(cwd, "p/gone.md"));
    symlinkSync("self.md", join(cwd, "p/self.md"));
    symlinkSync(".", join(cwd, "p/loop"));
    const changes = await watchChanges(cwd, [() => writeFileSync(join(cwd, "p/b.md"), "b")]);
    expect(changes.map(({ kind, path }) => [kind, path])).toEqual([["added", "p/b.md"]]);
  });

  test("the root can be a symbolic link, and hidden folders are ignored", async () => {
    const real = temporaryFolder({ "content/a.md": "a", "content/.git/b.md": "b" });
    const cwd = temporaryFolder();
    symlinkSync(join(real, "content"), join(cwd, "p"));
    const changes = await watchChanges(cwd, [
      () => {
        writeFileSync(join(cwd, "p/.git/b.md"), "changed");
        writeFileSync(join(cwd, "p/a.md"), "changed");
      },
    ]);
    expect(changes.map(({ kind, path }) => [kind, path])).toEqual([["changed", "p/a.md"]]);
  });

  test("a removed folder is reported, and watched again when it is restored", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a", "p/deep/b.md": "b" });
    const changes = await watchUntil(
      cwd,
      (all) => {
        if (all.at(-1)?.messages[0]?.ruleId === "watch-failed") {
          mkdirSync(join(cwd, "p/deep"), { recursive: true });
          writeFileSync(join(cwd, "p/deep/b.md"), "b again");
        }
        return isMarked("b again")(all);
      },
      () => rmSync(join(cwd, "p"), { recursive: true }),
    );
    expect(changes.map(({ kind, path, messages }) => [kind, path, messages[0]?.ruleId])).toEqual([
      ["removed", "p/a.md", undefined],
      ["removed", "p/deep/b.md", undefined],
      ["failed", "p", "watch-failed"],
      ["added", "p/deep/b.md", undefined],
    ]);
    expect(changes[2]?.messages).toMatchObject([
      {
        reason: "The watched folder was removed",
        note: "Its posts are read again when it comes back.",
        file: "p",
      },
    ]);
  });

  test("a folder that is replaced by another one is still watched", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a", "q/a.md": "other", "q/c/d.md": "d" });
    const changes = await watchUntil(
      cwd,
      (all) => {
        if (all.length === 2) writeFileSync(join(cwd, "p/c/d.md"), "edited");
        return isMarked("edited")(all);
      },
      () => {
        renameSync(join(cwd, "p"), join(cwd, "old"));
        renameSync(join(cwd, "q"), join(cwd, "p"));
      },
    );
    expect(changes.map(({ kind, path, post }) => [kind, path, post?.text])).toEqual([
      ["changed", "p/a.md", "other"],
      ["added", "p/c/d.md", "d"],
      ["changed", "p/c/d.md", "edited"],
    ]);
  });

  test("a folder that cannot be watched is reported", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a", "p/deep/b.md": "b" });
    const { watch } = fs;
    fs.watch = (() => {
      throw new Error("ENOSPC: System limit for number of file watchers reached");
    }) as typeof watch;
    syncBuiltinESMExports();
    onTestFinished(() => {
      fs.watch = watch;
      syncBuiltinESMExports();
    });
    const changes = await watchUntil(
      cwd,
      isMarked("edited"),
      () => writeFileSync(join(cwd, "p/a.md"), "edited"),
      {
        poll: 30,
      },
    );
    expect(changes.map(({ kind, path, messages }) => [kind, path, messages[0]?.ruleId])).toEqual([
      ["failed", "p", "watch-failed"],
      ["failed", "p/deep", "watch-failed"],
      ["changed", "p/a.md", undefined],
    ]);
  });

  test("a file that changes while it is read, or twice in a row, is reported in its final state", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a" });
    const file = join(cwd, "p/a.md");
    const changes = await watchUntil(cwd, isMarked("5"), () => {
      for (let index = 0; index < 6; index++) setTimeout(() => writeFileSync(file, `${index}`), index * 10);
    });
    expect(changes.every(({ kind }) => kind === "changed")).toBe(true);
  });
});
