import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFiles, notRegular, reasonOf, unreadable } from "../../src/node/find-files.ts";
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

  test("accepts patterns, files and lists, and returns each file once", async () => {
    const cwd = temporaryFolder(posts);
    expect(await paths("posts/*.md", cwd)).toEqual(["posts/D.MD", "posts/b.md"]);
    expect(await paths("posts/notes.txt", cwd)).toEqual(["posts/notes.txt"]);
    expect(await paths(["posts/b.md", "posts/**/*.{md,markdown}", "posts"], cwd)).toHaveLength(4);
  });

  test("returns an absolute path for files outside of the working folder", async () => {
    const cwd = temporaryFolder();
    const other = temporaryFolder({ "x.md": "x" });
    expect(await paths(other, cwd)).toEqual([join(other, "x.md").replaceAll("\\", "/")]);
  });

  test("reports when nothing is found", async () => {
    const cwd = temporaryFolder({ "posts/readme.txt": "" });
    for (const pattern of ["posts", "post", "nothing/*.md"]) {
      const { files, messages } = await findFiles(pattern, cwd);
      expect(files).toEqual([]);
      expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([["files-none", false]]);
    }
  });

  test("follows symbolic links within the folder but not out of it, and stops at loops", async () => {
    const outside = temporaryFolder({ "secret.md": "secret", "folder/y.md": "y" });
    const cwd = temporaryFolder({ "posts/b.md": "b", "shelf/c.md": "c" });
    symlinkSync(join(cwd, "posts/b.md"), join(cwd, "posts/a-link.md"));
    symlinkSync(join(outside, "secret.md"), join(cwd, "posts/out.md"));
    symlinkSync(join(outside, "folder"), join(cwd, "posts/outer"));
    symlinkSync(join(cwd, "posts"), join(cwd, "posts/loop"));
    const { files, messages } = await findFiles("posts", cwd);
    expect(files.map(({ path }) => path)).toEqual(["posts/b.md"]);
    // A linked folder is read once, by the first path that leads to it.
    const reported = messages.map(({ ruleId, file }) => [ruleId, file?.replace("loop/", "")]);
    expect(reported.toSorted()).toEqual([
      ["file-outside", "posts/out.md"],
      ["file-outside", "posts/outer/y.md"],
    ]);
  });

  test("reports a broken link at any depth, by its name or from a pattern", async () => {
    const cwd = temporaryFolder({ "posts/a.md": "a", "posts/deep/b.md": "b" });
    symlinkSync("gone.md", join(cwd, "posts/dangling.md"));
    symlinkSync("self.md", join(cwd, "posts/deep/self.md"));
    // Not posts: an editor's lock file, another file type, a file of a dependency.
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

  test("reports the same for overlapping patterns as for one of them", async () => {
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

  test("accepts a name that starts with two dots", async () => {
    const cwd = temporaryFolder({ "..draft.md": "x", "..d/a.md": "y" });
    expect(await paths(["..draft.md", "..d/a.md"], cwd)).toEqual(["..d/a.md", "..draft.md"]);
  });

  test.runIf(process.platform === "linux")("reports a name that is not UTF-8", async () => {
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

  test("accepts a symbolic link as the root", async () => {
    const outside = temporaryFolder({ "content/a.md": "a" });
    const cwd = temporaryFolder();
    symlinkSync(join(outside, "content"), join(cwd, "posts"));
    expect(await paths("posts", cwd)).toEqual(["posts/a.md"]);
  });
});

describe("messages about files", () => {
  test("say what to do", async () => {
    const outside = temporaryFolder({ "secret.md": "secret" });
    const cwd = temporaryFolder({ "posts/a.md": "a" });
    symlinkSync(join(outside, "secret.md"), join(cwd, "posts/out.md"));
    symlinkSync("nothing.md", join(cwd, "posts/gone.md"));
    const { messages } = await findFiles(["posts", "none", "posts/*.mdx"], cwd);
    const none = `Pass a folder of posts (md, mdx, markdown, mdown, mkd, mkdn), a file, or a pattern, relative to ${JSON.stringify(cwd)}.`;
    expect(messages.map(({ ruleId, reason, note, file }) => [ruleId, reason, note, file])).toEqual([
      ["files-none", 'No post was found for "none"', none, undefined],
      ["files-none", 'No post was found for "posts/*.mdx"', none, undefined],
      [
        "file-unreadable",
        expect.stringMatching(/^The file could not be read: ENOENT/),
        "Check that it still exists and may be read.",
        "posts/gone.md",
      ],
      [
        "file-outside",
        "A symbolic link points outside the folder and was not followed",
        "Copy the file into the folder, or pass its path.",
        "posts/out.md",
      ],
    ]);
    expect(notRegular("p")).toMatchObject({
      ruleId: "file-not-regular",
      reason: "This is not a regular file and was not read",
      note: "Only regular files are read, not folders, pipes or devices.",
      file: "p",
    });
  });

  test("explain a name that is not UTF-8 only when no file is found", () => {
    const noEntry = Object.assign(new Error("ENOENT"), { code: "ENOENT" });
    const denied = Object.assign(new Error("EACCES"), { code: "EACCES" });
    expect(unreadable(noEntry, "a\uFFFD.md").note).toBe("Rename it.");
    expect(unreadable(denied, "a\uFFFD.md").reason).toBe("The file could not be read: EACCES");
    expect(unreadable(noEntry, "a.md").reason).toBe("The file could not be read: ENOENT");
  });

  test.each<[unknown, string, string]>([
    [new TypeError("a"), "a", "TypeError: a"],
    ["text", "text", "text"],
    [undefined, "undefined", "undefined"],
    [Object.create(null), "an error without a message", "an error without a message"],
  ])("describe any thrown value: %j", (error, reason, named) => {
    expect([reasonOf(error), reasonOf(error, true)]).toEqual([reason, named]);
  });

  test("the stamp changes with each file, and files are sorted by path", async () => {
    const cwd = temporaryFolder({ "p/b.md": "b", "p/B.md": "b", "p/a/z.md": "z", "q.md": "q" });
    const { files } = await findFiles(["q.md", "p"], cwd);
    expect(files.map(({ path }) => path)).toEqual(["p/B.md", "p/a/z.md", "p/b.md", "q.md"]);
    writeFileSync(join(cwd, "q.md"), "changed");
    const [changed] = (await findFiles("q.md", cwd)).files;
    expect(changed?.stamp).not.toBe(files[3]?.stamp);
    expect((await findFiles("p", cwd)).files.map(({ stamp }) => stamp)).toEqual(
      files.slice(0, 3).map(({ stamp }) => stamp),
    );
  });
});
