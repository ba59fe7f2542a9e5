import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runLint, type Surroundings } from "../../src/cli/lint-command.ts";

/** Runs the command in a folder with these files. */
async function run(
  files: Record<string, string>,
  args: readonly string[],
  more: Partial<Surroundings> = {},
): Promise<{ code: number; out: string; error: string }> {
  const cwd = mkdtempSync(join(tmpdir(), "galley-cli-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const written = { out: "", error: "" };
  const code = await runLint(args, {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.error += text) },
    cwd,
    now: new Date("2026-06-01"),
    hasColors: false,
    hasProgress: false,
    ...more,
  });
  return { code, ...written };
}

function post(slug: string, text: string, more = ""): Record<string, string> {
  const matter = `title: On ${slug}\ndate: 2026-03-02\ndescription: What it is.\n${more}`;
  return { [`posts/${slug}.md`]: `---\n${matter}---\n\n${text}\n` };
}

const broken = {
  ...post("rings", "See [locks](/posts/lokcs/).\n\n![](ring.svg)"),
  ...post("locks", "Wait."),
};
const ring = { "posts/ring.svg": "<svg/>" };

describe("galley lint", () => {
  test("prints messages by file, with position, rule and what to do", async () => {
    expect(await run({ ...broken, ...ring }, ["lint"])).toEqual({
      code: 0,
      out: [
        "posts/rings.md",
        "  7:5     warning  “locks” leads to /posts/lokcs, but there is no such post  [link-post-missing]",
        "                   Did you mean `/posts/locks`?",
        "  9:1     warning  The image ring.svg has no alternative text  [image-alt-missing]",
        "                   Describe what it shows: `![text](url)`.",
        "",
        "2 posts: 0 errors, 2 warnings",
        "",
      ].join("\n"),
      error: "",
    });
  });

  test("reports when there are no problems", async () => {
    const files = { ...post("rings", "See [locks](locks.md)."), ...post("locks", "Wait.") };
    expect(await run(files, ["lint", "posts"])).toEqual({
      code: 0,
      out: "2 posts: no problems\n",
      error: "",
    });
  });

  test("reads the folder except node_modules and folders that start with a dot", async () => {
    const files = {
      ...post("rings", "Text."),
      "node_modules/a/readme.md": "# A\n",
      ".cache/b.md": "# B\n",
      "drafts/c.md": "# C\n",
    };
    expect((await run(files, ["lint"])).out).toMatch(/\n2 posts:/);
    expect((await run(files, ["lint", "posts"])).out).toBe("1 post: no problems\n");
  });

  test("reads a single file, without judging links to other posts and gaps in its series", async () => {
    const files = {
      ...post("rings", "[locks](locks.md) [b](#nope)", "series: S\npart: 2\n"),
      ...post("locks", "Wait.", "series: S\npart: 1\n"),
    };
    const { out } = await run(files, ["lint", "posts/rings.md"]);
    expect(out).toMatch(
      /^posts\/rings\.md\n {2}9:19 .*link-heading-missing\]\n.*\n\n1 post: 0 errors, 1 warning\n$/,
    );
    const strict = await run(files, ["lint", "posts/rings.md", "--rule", "link-post-missing=warning"]);
    expect(strict.out).toMatch(/link-post-missing/);
  });

  test("fails for an error, including a rule set to error", async () => {
    const bad = await run({ "posts/bad.md": "---\ntitle: [\n---\n" }, ["lint"]);
    expect([bad.code, bad.out]).toEqual([1, expect.stringMatching(/^posts\/bad\.md\n {2}\d+:\d+ +error /)]);
    const strict = ["lint", "--rule", "link-post-missing=error", "--rule", "image-alt-missing=off"];
    const { code, out } = await run({ ...broken, ...ring }, strict);
    expect([code, out.split("\n").at(-2)]).toEqual([1, "2 posts: 1 error, 0 warnings"]);
  });

  test("--max-warnings fails for more warnings", async () => {
    const files = { ...broken, ...ring };
    expect((await run(files, ["lint", "--max-warnings", "2"])).code).toBe(0);
    expect((await run(files, ["lint", "--max-warnings=1"])).code).toBe(1);
  });

  test("--format json prints an array of messages", async () => {
    const { out } = await run(broken, ["lint", "--format", "json", "--rule", "image-alt-missing=off"]);
    expect(JSON.parse(out)).toMatchObject([
      { file: "posts/rings.md", line: 7, column: 5, ruleId: "link-post-missing", severity: "warning" },
      { file: "posts/rings.md", line: 9, column: 1, ruleId: "image-file-missing", severity: "warning" },
    ]);
    expect((await run(post("a", "Text."), ["lint", "--format", "json"])).out).toBe("[]\n");
  });

  test("--format github escapes text that would end an annotation", async () => {
    const files = post("a,b", "[50%\r\n::off](/posts/c/)");
    const { out } = await run(files, ["lint", "--format", "github"]);
    expect(out).toMatch(
      /^::warning file=posts\/a%2Cb\.md,line=7,col=1,title=link-post-missing::“50%25 ::off” .*%0A.*\n::warning file=posts\/a%2Cb\.md,line=8,col=1,title=template-leftover::.*\n$/,
    );
  });

  test("--post-url, --site-url, --page-id and --now change how links are checked", async () => {
    const files = {
      ...post("rings", "[a](https://example.com/blog/lokcs/) [b](#comments)"),
      ...post("locks", "Wait."),
    };
    const rulesOf = async (...args: string[]): Promise<string[]> => {
      const { out } = await run(files, ["lint", "--format", "json", ...args]);
      return JSON.parse(out).map(({ ruleId }: { ruleId: string }) => ruleId);
    };
    expect(await rulesOf()).toEqual(["link-heading-missing"]);
    expect(await rulesOf("--page-id", "comments")).toEqual([]);
    const site = ["--post-url", "/blog/:slug/", "--site-url", "https://example.com"];
    expect(await rulesOf("--page-id", "comments", ...site)).toEqual(["link-post-missing"]);
    expect(await rulesOf("--page-id", "comments", "--now", "2026-01-01")).toEqual([
      "date-future",
      "date-future",
    ]);
  });

  test.each([
    [[], /^Expected a command/],
    [["lnit"], /^Expected the command `lint`, received "lnit"/],
    [["lint", "a", "b"], /^Expected one folder, received 2/],
    [["lint", ""], /^Expected the path of a folder, received ""/],
    [["lint", "nowhere"], /^There is no folder "nowhere"/],
    [["lint", "--formt", "json"], /^Unknown option "--formt" \(did you mean "--format"\?\)/],
    [["lint", "--format"], /^Expected a value after `--format`/],
    [["lint", "--format", "xml"], /^Expected `--format` to be text, json, github, received "xml"/],
    [["lint", "--rule", "date-missing"], /^Expected `--rule` to be like `date-missing=off`/],
    [["lint", "--rule", "date-mising=off"], /did you mean "date-missing"\?/],
    [["lint", "--rule", "date-missing=no"], /^Expected `rules\["date-missing"\]` to be one of/],
    [["lint", "--max-warnings", "-1"], /^Expected `--max-warnings` to be a number from 0, received "-1"/],
    [["lint", "--now", "-5", "posts"], /^Expected `--now` to be a date such as 2026-03-01, received "-5"/],
    [["lint", "--max-warnings", "--format"], /^Expected a value after `--max-warnings`/],
    [["lint", "--max-warnings", "few"], /^Expected `--max-warnings` to be a number from 0, received "few"/],
    [["lint", "--post-url", "/blog/"], /^Expected `--post-url` to contain `:slug`/],
    [["lint", "--site-url", "example.com"], /^Expected `--site-url` to be an absolute URL/],
    [["lint", "--now", "soon"], /^Expected `--now` to be a date/],
  ])("invalid arguments exit with code 2 and one sentence: %j", async (args, sentence) => {
    const { code, out, error } = await run({}, args);
    expect([code, out, error.split("\n").length]).toEqual([2, "", 2]);
    expect(error).toMatch(sentence);
  });

  test("--help and --version", async () => {
    expect(await run({}, ["lint", "--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("--max-warnings"),
    });
    expect(await run({}, ["-v"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/),
    });
  });

  test("prints colors only by option, and never control characters from texts", async () => {
    const files = post("rings", "[\u001B[31mred](/posts/nowhere/)");
    expect((await run(files, ["lint"])).out).not.toContain("\u001B");
    const { out } = await run(files, ["lint"], { hasColors: true });
    expect(out).toContain("\u001B[33mwarning");
    expect(out).not.toContain("\u001B[31m");
  });
});
