import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFiles } from "../../src/node/find-files.ts";
import { watchPosts } from "../../src/node/watch-posts.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe.skipIf(process.platform === "win32")("pipes and devices", { timeout: 30_000 }, () => {
  test("findFiles does not read a pipe", async () => {
    const cwd = temporaryFolder();
    execFileSync("mkfifo", [join(cwd, "pipe.md")]);
    const { files, messages } = await findFiles(["*.md", join(cwd, "pipe.md")], cwd);
    expect(files).toEqual([]);
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(["files-none", "file-not-regular"]);
  });

  test("watchPosts does not read a pipe or a device, and continues", async () => {
    const cwd = temporaryFolder({ "p/a.md": "a" });
    const parser = (source: Uint8Array, { path }: { path: string }) => ({
      slug: path,
      text: new TextDecoder().decode(source),
      messages: [],
    });
    const onReady = (): void => {
      execFileSync("mkfifo", [join(cwd, "p/pipe.md")]);
      symlinkSync("/dev/zero", join(cwd, "p/zero.md"));
      setTimeout(() => writeFileSync(join(cwd, "p/last.md"), "last"), 300);
    };
    const changes: [string, string | null | undefined][] = [];
    for await (const { path, post, messages } of watchPosts("p", { parser, cwd, onReady, settle: 20 })) {
      changes.push([path, messages[0]?.ruleId]);
      if (post?.text === "last") break;
    }
    expect(changes).toEqual([
      ["p/zero.md", "file-outside"],
      ["p/last.md", undefined],
    ]);
  });
});
