import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFiles } from "../../src/node/find-files.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const posts = {
  "posts/b.md": "b",
  "posts/a.mdx": "a",
  "posts/2024/c.markdown": "c",
  "posts/D.MD": "d",
  "posts/notes.txt": "no",
  "posts/.hidden/x.md": "no",
  "posts/node_modules/dep/readme.md": "no",
};

async function paths(patterns: string | string[], cwd: string): Promise<string[]> {
  return (await findFiles(patterns, cwd)).files.map(({ path }) => path);
}

describe("findFiles", () => {
  test("reads the Markdown files of a folder at any depth, in a fixed order", async () => {
    const cwd = temporaryFolder(posts);
    expect(await paths("posts", cwd)).toEqual([
      "posts/2024/c.markdown",
      "posts/D.MD",
      "posts/a.mdx",
      "posts/b.md",
    ]);
  });

  test("takes patterns, files and lists, and names each file once", async () => {
    const cwd = temporaryFolder(posts);
    expect(await paths("posts/*.md", cwd)).toEqual(["posts/D.MD", "posts/b.md"]);
    expect(await paths("posts/notes.txt", cwd)).toEqual(["posts/notes.txt"]);
    expect(await paths(["posts/b.md", "posts/**/*.{md,markdown}", "posts"], cwd)).toHaveLength(4);
  });

  test("gives a path outside of the working folder in full", async () => {
    const cwd = temporaryFolder();
    const other = temporaryFolder({ "x.md": "x" });
    expect(await paths(other, cwd)).toEqual([join(other, "x.md").replaceAll("\\", "/")]);
  });

  test("reports that nothing was found", async () => {
    const cwd = temporaryFolder({ "posts/readme.txt": "" });
    for (const pattern of ["posts", "post", "nothing/*.md"]) {
      const { files, messages } = await findFiles(pattern, cwd);
      expect(files).toEqual([]);
      expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([["files-none", false]]);
    }
  });

  test("follows links inside, never out, and a loop of them ends", async () => {
    const outside = temporaryFolder({ "secret.md": "secret", "folder/y.md": "y" });
    const cwd = temporaryFolder({ "posts/b.md": "b", "shelf/c.md": "c" });
    symlinkSync(join(cwd, "posts/b.md"), join(cwd, "posts/a-link.md"));
    symlinkSync(join(outside, "secret.md"), join(cwd, "posts/out.md"));
    symlinkSync(join(outside, "folder"), join(cwd, "posts/outer"));
    symlinkSync(join(cwd, "posts"), join(cwd, "posts/loop"));
    const { files, messages } = await findFiles("posts", cwd);
    expect(files.map(({ path }) => path)).toEqual(["posts/b.md"]);
    // A linked folder is walked once, by the path that leads there first.
    const reported = messages.map(({ ruleId, file }) => [ruleId, file?.replace("loop/", "")]);
    expect(reported.toSorted()).toEqual([
      ["file-outside", "posts/out.md"],
      ["file-outside", "posts/outer/y.md"],
    ]);
  });

  test("a broken link is reported, at any depth, by its name and from a pattern", async () => {
    const cwd = temporaryFolder({ "posts/a.md": "a", "posts/deep/b.md": "b" });
    symlinkSync("gone.md", join(cwd, "posts/dangling.md"));
    symlinkSync("self.md", join(cwd, "posts/deep/self.md"));
    // No posts: an editor's lock, another kind of file, a dependency's.
    symlinkSync("ann@desk.1", join(cwd, "posts/.#a.md"));
    symlinkSync("gone.png", join(cwd, "posts/ring.png"));
    mkdirSync(join(cwd, "posts/node_modules"));
    symlinkSync("gone.md", join(cwd, "posts/node_modules/readme.md"));
    const { files, messages } = await findFiles("posts", cwd);
    expect(files.map(({ path }) => path)).toEqual(["posts/a.md", "posts/deep/b.md"]);
    expect(messages.map(({ ruleId, fatal, file }) => [ruleId, fatal, file])).toEqual([
      ["file-unreadable", true, "posts/dangling.md"],
      ["file-unreadable", true, "posts/deep/self.md"],
    ]);
    for (const pattern of ["posts/dangling.md", "posts/dangl*.md"]) {
      const found = await findFiles(pattern, cwd);
      expect(found.messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([
        ["file-unreadable", "posts/dangling.md"],
      ]);
    }
    expect((await findFiles("posts/*.mdx", cwd)).messages.map(({ ruleId }) => ruleId)).toEqual([
      "files-none",
    ]);
  });

  test("patterns that overlap report nothing more than one of them", async () => {
    const outside = temporaryFolder({ "secret.md": "secret" });
    const cwd = temporaryFolder(posts);
    symlinkSync(join(outside, "secret.md"), join(cwd, "posts/out.md"));
    for (const pattern of [
      ["posts", "posts"],
      ["posts/**/*.md", "posts", "posts/b.md"],
      ["posts", "posts/out*"],
    ]) {
      const { messages } = await findFiles(pattern, cwd);
      expect(messages.map(({ ruleId, file }) => [ruleId, file])).toEqual([["file-outside", "posts/out.md"]]);
    }
  });

  test("a name that begins with two dots is a path like any other", async () => {
    const cwd = temporaryFolder({ "..draft.md": "x", "..d/a.md": "y" });
    expect(await paths(["..draft.md", "..d/a.md"], cwd)).toEqual(["..d/a.md", "..draft.md"]);
  });

  test.runIf(process.platform === "linux")("a name that is not UTF-8 is reported as that", async () => {
    const cwd = temporaryFolder({ "posts/a.md": "a" });
    const name = Buffer.from([0xe9]);
    writeFileSync(Buffer.concat([Buffer.from(join(cwd, "posts/caf")), name, Buffer.from(".md")]), "x");
    mkdirSync(Buffer.concat([Buffer.from(join(cwd, "posts/folder")), name]));
    const { files, messages } = await findFiles("posts", cwd);
    expect(files.map(({ path }) => path)).toEqual(["posts/a.md"]);
    const reason = "The file could not be read: its name, or that of a folder, is not UTF-8";
    expect(messages.map((message) => [message.file, message.reason])).toEqual([
      ["posts/caf\uFFFD.md", reason],
      ["posts/folder\uFFFD", reason],
    ]);
  });

  test("the root itself may be a link", async () => {
    const outside = temporaryFolder({ "content/a.md": "a" });
    const cwd = temporaryFolder();
    symlinkSync(join(outside, "content"), join(cwd, "posts"));
    expect(await paths("posts", cwd)).toEqual(["posts/a.md"]);
  });
});
