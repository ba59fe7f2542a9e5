import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findMissingFiles } from "../../src/node/find-missing-files.ts";

/** A folder in which `posts/` has a few files. */
function makeFolder(): string {
  const cwd = mkdtempSync(join(tmpdir(), "galley-files-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  mkdirSync(join(cwd, "posts/img"), { recursive: true });
  for (const name of ["ring.svg", "img/Größe 1.png", "slides.pdf"])
    writeFileSync(join(cwd, "posts", name), "x");
  return cwd;
}

const place = { line: 3, column: 1, offset: 20 };

test("missing images and files next to a post are reported", async () => {
  const images = ["ring.svg", "rings.svg", "img/Gr%C3%B6%C3%9Fe%201.png?v=2", "Ring.svg", "gone/a.png"];
  const links = ["slides.pdf#page=2", "slidse.pdf"];
  const messages = await findMissingFiles(
    [
      {
        path: "posts/a.md",
        image: { src: "cover.png" },
        images: images.map((url) => ({ url, place })),
        links: links.map((url) => ({ url, place })),
      },
    ],
    { cwd: makeFolder() },
  );
  expect(messages.map(({ name, ruleId, actual, note }) => [name, ruleId, actual, note])).toEqual([
    ["posts/a.md:1:1", "image-file-missing", "cover.png", "Correct the address, or add the file."],
    ["posts/a.md:3:1", "image-file-missing", "rings.svg", "Did you mean `ring.svg`?"],
    ["posts/a.md:3:1", "image-file-missing", "Ring.svg", "Did you mean `ring.svg`?"],
    ["posts/a.md:3:1", "image-file-missing", "gone/a.png", "Correct the address, or add the file."],
    ["posts/a.md:3:1", "link-file-missing", "slidse.pdf", "Did you mean `slides.pdf`?"],
  ]);
});

test("pages, posts, other sites, templates and paths from the root are not reported", async () => {
  const urls = [
    "b.md",
    "../about/",
    "c.html",
    "/a.png",
    "//x.org/a.png",
    "https://x.org/a.png",
    "data:image/png,x",
  ];
  const links = [...urls, "#a.b", "?a.b", "", "{{ site.url }}/a.png"].map((url) => ({ url }));
  expect(await findMissingFiles([{ path: "posts/a.md", links }, { links: [{ url: "x.png" }] }])).toEqual([]);
});

test("nothing is reported when most files are missing, because they are elsewhere", async () => {
  const images = Array.from({ length: 11 }, (_, index) => ({ url: `${index}.png` }));
  const cwd = makeFolder();
  expect(await findMissingFiles([{ path: "posts/a.md", images: images.slice(1) }], { cwd })).toHaveLength(10);
  expect(await findMissingFiles([{ path: "posts/a.md", images }], { cwd })).toEqual([]);
});

test("similar file names are suggested", async () => {
  const cwd = makeFolder();
  const found = async (url: string) => {
    const messages = await findMissingFiles([{ path: "posts/a.md", links: [{ url }] }], { cwd });
    return messages.flatMap(({ reason, note, file, place }) => [reason, note, file, place]);
  };
  expect(await found("img/grÖße%201.png")).toEqual([
    "There is no file img/grÖße 1.png next to the post",
    "Did you mean `img/Größe 1.png`?",
    "posts/a.md",
    undefined,
  ]);
  for (const url of ["RING.SVG", "./RING.SVG"])
    expect((await found(url))[1]).toMatch(/^Did you mean `(?:\.\/)?ring\.svg`\?$/);
  expect((await found("example.com/a.html"))[1]).toBe(undefined);
  expect((await found("example.com"))[1]).toBe("Did you mean `https://example.com`?");
  expect((await found("ann@example.org"))[1]).toBe("Did you mean `mailto:ann@example.org`?");
  for (const url of [
    "a.b/c",
    "notes.v1234567890",
    ".png",
    "a.1",
    "x.htm",
    "x.PHP",
    "x.aspx",
    "mailto:a.png",
    "@a.png",
    "%7Bx%7D.png",
  ])
    expect(await found(url), url).toEqual([]);
});

test("a cover in a folder that is not next to the post is relative to something else", async () => {
  const posts = ["assets/a.png", "img/a.png", "./assets/a.png"].map((image) => ({
    path: "posts/a.md",
    image,
  }));
  const messages = await findMissingFiles(posts, { cwd: makeFolder() });
  expect(messages.map(({ actual }) => actual)).toEqual(["img/a.png", "./assets/a.png"]);
});

test("the cover can be a string or missing, and invalid arguments throw", async () => {
  const cwd = makeFolder();
  const covers = ["gone.png", { src: "gone.jpg" }, "ring.svg", "", undefined, { src: "" }];
  const posts = covers.map((image) => ({ path: "posts/a.md", image }));
  const messages = await findMissingFiles(posts as [], { cwd });
  expect(messages.map(({ ruleId, actual }) => [ruleId, actual])).toEqual([
    ["image-file-missing", "gone.png"],
    ["image-file-missing", "gone.jpg"],
  ]);
  await expect(findMissingFiles([], { cwd: 1 as never })).rejects.toThrow(
    "Expected `cwd` to be a string, received 1",
  );
  await expect(findMissingFiles(1 as never)).rejects.toThrow(TypeError);
});
