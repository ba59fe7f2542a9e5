import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { root } from "./source-files.ts";

const script = join(root, "examples/lint-in-ci.mjs");

/** Runs the example on a folder `posts` that holds these files. */
function lint(files: Record<string, string>, ...args: string[]): Promise<{ code: number; lines: string[] }> {
  const cwd = mkdtempSync(join(tmpdir(), "galley-lint-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd }, (error, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.trim().split("\n");
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, lines });
    });
  });
}

function post(slug: string, text: string, more = ""): Record<string, string> {
  const matter = `title: On ${slug}\ndate: 2026-03-02\ndescription: What it is.\n${more}`;
  return { [`posts/${slug}.md`]: `---\n${matter}---\n\n${text}\n` };
}

describe("examples/lint-in-ci.mjs", () => {
  test("reports nothing for good posts", async () => {
    const files = { ...post("rings", "See [locks](locks.md)."), ...post("locks", "Wait.") };
    expect(await lint(files, "posts")).toEqual({
      code: 0,
      lines: ["2 posts: 0 errors, 0 warnings, 0 notes"],
    });
  });

  test("a broken link fails the build, at its place", async () => {
    const { code, lines } = await lint(post("rings", "See [locks](/posts/lokcs/)."), "posts");
    expect(code).toBe(1);
    expect(lines).toEqual([
      "posts/rings.md:7:5 error “locks” leads to /posts/lokcs, but there is no such post. Correct the URL, or the slug of the post. [link-post-missing]",
      "1 posts: 1 errors, 0 warnings, 0 notes",
    ]);
  });

  test("a warning fails it only when asked to", async () => {
    const files = post("rings", "![](ring.svg)");
    expect((await lint(files, "posts")).code).toBe(0);
    const { code, lines } = await lint(files, "--strict", "posts");
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^posts\/rings\.md:7:1 warning .* \[image-alt-missing\]$/);
  });

  test("a date in the future is a note, and the clock can be set", async () => {
    const files = post("rings", "Text.");
    const { code, lines } = await lint(files, "--strict", "--now", "2026-03-01", "posts");
    expect([code, lines[0]]).toEqual([
      0,
      expect.stringMatching(/^posts\/rings\.md:1:1 info .*\[date-future\]$/),
    ]);
    expect((await lint(files, "--now", "2026-03-03", "posts")).lines).toHaveLength(1);
  });

  test("a file that could not become a post is reported with the others", async () => {
    const files = { ...post("rings", "![](a.svg)"), "posts/bad.md": "---\ntitle: [\n---\n" };
    const { code, lines } = await lint(files, "posts");
    expect(code).toBe(1);
    expect(lines.map((line) => /^\d+ posts|^\S+ \S+/.exec(line)?.[0])).toEqual([
      expect.stringMatching(/^posts\/bad\.md:\d+:\d+ error$/),
      "posts/rings.md:7:1 warning",
      "1 posts",
    ]);
  });

  test("a wrong call ends with 2 and one line", async () => {
    for (const args of [[], ["posts", "more"], ["--now", "soon", "posts"], ["--nonsense"]]) {
      const { code, lines } = await lint({}, ...args);
      expect([code, lines.length]).toEqual([2, 1]);
    }
  });
});
