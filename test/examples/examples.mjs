import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { chromiumPath } from "../chromium-path.mjs";
import { installTool } from "../runtimes/tools.mjs";
import { serveFolder, withPage } from "./browser.mjs";
import { checkBlog, checkFeed, checkFiles, checkPreview, noBrowser } from "./check-blog.mjs";
import { run, start } from "./process.mjs";

/** In build order. */
export const examples = [
  { name: "node", files: {}, more: checkDrafts },
  { name: "bun", ...runBy("bun", ["run", "build"]), install: installByBun, files: {}, more: checkByBun },
  { name: "deno", ...runBy("deno", ["task", "build"]), files: {}, more: checkByDeno },
  { name: "hono", build: false, serves: checkEtag, more: checkServedDrafts },
  { name: "browser", more: lookAtPage },
  { name: "worker", serves: () => {}, more: checkServedDrafts },
  { name: "vite", files: { options: { rendered: true } }, more: checkVite },
  {
    name: "vite-5",
    ...withPackages("vite", "vite@5.0.0"),
    files: { options: { rendered: true } },
    more: checkVite,
  },
  { name: "eleventy", files: { folder: "_site" }, more: checkEleventy },
  {
    name: "eleventy-3.0",
    ...withPackages("eleventy", "@11ty/eleventy@3.0.0"),
    files: { folder: "_site" },
    more: checkEleventy,
  },
  { name: "astro", files: {}, more: checkAstro },
  { name: "astro-7", ...withPackages("astro", "astro@7.3.5"), need: needNode22, files: {}, more: checkAstro },
  { name: "next", files: { folder: "out" }, more: checkDev("npx", "next", "dev", "--port", "8432") },
  { name: "sveltekit", files: { folder: "build" }, more: checkDev("npx", "vite", "--host", "127.0.0.1") },
  {
    name: "react-router",
    files: { folder: "build/client" },
    more: checkDev("npx", "react-router", "dev", "--host", "127.0.0.1"),
  },
];

/** An example with other package versions than it declares. */
function withPackages(folder, ...packages) {
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", "--save-exact"];
  return { folder, install: ({ cwd, env }) => run("npm", ["install", ...flags, ...packages], { cwd, env }) };
}

function needNode22() {
  if (Number.parseInt(process.versions.node, 10) < 22) throw new Error("it needs Node 22");
}

/** The script of the project is run by another runtime, which is only on the `PATH` of its own scripts. */
function runBy(tool, args) {
  return {
    need: () => installTool(tool),
    build: (context) => runTool(tool, args, context),
  };
}

async function runTool(tool, args, { cwd, env }) {
  const program = await installTool(tool);
  const path = `${dirname(program)}${delimiter}${process.env.PATH}`;
  return run(program, args, { cwd, env: { ...env, PATH: path, NO_COLOR: "1" } });
}

function installByBun(context) {
  return runTool("bun", ["install"], context);
}

async function checkByBun(context) {
  const { cwd, env } = context;
  await run("npm", ["run", "types"], { cwd, env });
  await checkDrafts(context, (name) => runTool("bun", ["run", name], context));
}

/**
 * In development the index includes the draft and the feed is the public one; the next build removes all of it.
 */
async function checkDrafts({ cwd, env }, runScript = (name) => run("npm", ["run", name], { cwd, env })) {
  await runScript("dev");
  checkPreview(await readFile(join(cwd, "dist/index.html"), "utf8"));
  checkFeed(await readFile(join(cwd, "dist/rss.xml"), "utf8"));
  await runScript("build");
  await checkFiles(join(cwd, "dist"));
}

/** Deno's compiler reports nothing, and the script needs only the permissions of its task. */
async function checkByDeno(context) {
  await runTool("deno", ["check", "build.ts"], context);
  checkFeed(await readFile(join(context.cwd, "dist/rss.xml"), "utf8"));
  assert.equal(JSON.parse(await readFile(join(context.cwd, "dist/feed.json"), "utf8")).items.length, 4);
  await checkDrafts(context, (name) => runTool("deno", ["task", name], context));
  const denied = runTool("deno", ["run", "--no-prompt", "--allow-read", "--allow-env", "build.ts"], context);
  await assert.rejects(denied, /Requires write access to "dist"/);
}

/** A reader that sends the ETag of its copy gets the status "not modified". */
async function checkEtag({ url }) {
  const first = await fetch(`${url}/rss.xml`);
  await first.text();
  const etag = first.headers.get("etag");
  assert.match(etag ?? "", /^(W\/)?".+"$/);
  const second = await fetch(`${url}/rss.xml`, { headers: { "if-none-match": etag } });
  assert.equal(second.status, 304);
  assert.equal(await second.text(), "");
}

/** With `DRAFTS` a server shows the draft, but not in its feed. */
async function checkServedDrafts({ cwd, env }) {
  const server = await start("npm", ["start"], { cwd, env: { ...env, DRAFTS: "1" } });
  try {
    checkPreview(await (await fetch(server.url)).text());
    checkFeed(await (await fetch(`${server.url}/rss.xml`)).text());
    assert.equal((await fetch(`${server.url}/posts/2025-03-20-when-two-threads-ask.md`)).status, 404);
  } finally {
    await server.stop();
  }
}

async function lookAtPage({ cwd }) {
  await checkFiles(join(cwd, "dist"));
  if (!chromiumPath) return noBrowser;
  const server = await serveFolder(join(cwd, "dist"));
  try {
    const feed = await withPage(`${server.url}/#/feed`, (page) => page.locator("main pre").textContent());
    await checkBlog(server.url, { hash: true, feed });
    await withPage(server.url, async (page) => {
      await page.waitForSelector("main h2");
      await page.fill("textarea", "*Safe* <b onclick=alert(1)>bold</b>\n\n```js\nlet x\n```\n");
      await page.waitForSelector("article .shiki span[style]");
      assert.equal(await page.locator("article em").textContent(), "Safe");
      assert.equal(await page.locator("article [onclick]").count(), 0);
    });
  } finally {
    await server.stop();
  }
}

/** A post with an error makes the build fail, and the output contains its position. */
async function checkFault({ cwd, posts, env }, command = ["npm", "run", "build"]) {
  const file = join(posts, "faulty.md");
  await writeFile(file, "---\ntitle: Faulty\ndate: 2025-02-30\n---\n\nText.\n");
  const [program, ...args] = command;
  const output = await run(program, args, { cwd, env }).then(
    () => assert.fail("a faulty post went through"),
    (error) => error.output ?? assert.fail(error),
  );
  await rm(file);
  const plain = output.replace(/\u001b\[[\d;]*m/g, "");
  assert.match(plain, /faulty\.md:3:[67]/);
  assert.match(plain, /date-invalid/);
}

/**
 * Repeats a request until the answer is right, because a watcher needs time. A watcher that is not ready misses
 * changes without reporting it, so `save` is repeated every two seconds.
 */
async function until(isRight, ask, save) {
  let answer;
  for (let tries = 0; tries < 150; tries++) {
    if (tries % 20 === 0) await save?.();
    answer = await ask();
    if (isRight(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it never came: ${answer}`);
}

/**
 * The dev server, read by `ask`, follows the folder of posts: one is edited, and one is added, which is returned.
 */
async function checkEditAndAdd(posts, ask) {
  await until((text) => text.includes("A Cache Is a Promise"), ask);
  const file = join(posts, "2025-03-03-a-cache-is-a-promise.md");
  const edited = (await readFile(file, "utf8")).replace("A Cache Is a Promise", "A Cache Is a Rumour");
  await until(
    (text) => text.includes("A Cache Is a Rumour"),
    ask,
    () => writeFile(file, edited),
  );
  const added = join(posts, "new.md");
  await until(
    (text) => text.includes("Brand New"),
    ask,
    () => writeFile(added, "---\ndraft: true\n---\n# Brand New\n"),
  );
  return added;
}

/** The same, and the added post can be removed. */
async function checkWatch({ posts }, ask) {
  await rm(await checkEditAndAdd(posts, ask));
  await until((text) => !text.includes("Brand New"), ask);
}

/** The error page of a Vite dev server shows an error in a post, and disappears when the post is correct. */
async function checkOverlay({ posts }, ask, check) {
  const file = join(posts, "faulty.md");
  const page = await until(
    (text) => text.includes("faulty.md"),
    ask,
    () => writeFile(file, "---\ntitle: Faulty\ndate: 2025-02-30\n---\n\nText.\n"),
  );
  // The second form is that of Vite 5.
  const [, error] = /(?:const error = |new ErrorOverlay\()(\{.*\})\)*$/m.exec(page) ?? [];
  check(JSON.parse(error ?? "{}"));
  await until(
    (text) => text.includes("Faulty") && !text.includes("date-invalid"),
    ask,
    () => writeFile(file, "---\ntitle: Faulty\ndate: 2025-02-28\n---\n\nText.\n"),
  );
  await rm(file);
  await until((text) => !text.includes("Faulty"), ask);
}

async function checkVite(context) {
  const { cwd, env } = context;
  JSON.parse(await readFile(join(cwd, "dist/feed.json"), "utf8"));
  assert.match(await readFile(join(cwd, "dist/index.html"), "utf8"), /<link [^>]*href="\/atom\.xml"/);
  await run("npm", ["run", "types"], { cwd, env });
  await checkFault(context);
  const dev = await start("npx", ["vite", "--host", "127.0.0.1"], { cwd, env });
  try {
    checkFeed(await (await fetch(`${dev.url}/rss.xml`)).text());
    const ask = async () => (await fetch(`${dev.url}/@id/__x00__virtual:galley`)).text();
    await checkWatch(context, ask);
    // The overlay shows what the dev server answers.
    await checkOverlay(context, ask, ({ message, frame, loc }) => {
      assert.match(message, /faulty\.md:3:7: .* \[date-invalid\]\n {2}Write `YYYY-MM-DD`/);
      assert.match(frame, /3 {2}\| {2}date: 2025-02-30\n +\| {8}\^/);
      assert.equal(loc.line, 3);
    });
    if (!chromiumPath) return noBrowser;
    await checkReload(context, dev.url);
    const overlay = await overlayOf(context, dev.url);
    assert.match(overlay, /faulty\.md:3:7: .* \[date-invalid\]/);
    assert.match(overlay, /date: 2025-02-30/);
  } finally {
    await dev.stop();
  }
}

async function checkEleventy(context) {
  const { cwd, env } = context;
  const page = await readFile(join(cwd, "_site/posts/a-cache-is-a-promise/index.html"), "utf8");
  assert.match(page, /<a href="\/series\/a-small-cache\/">/);
  assert.match(page, /<pre class="shiki /);
  assert.match(await readFile(join(cwd, "_site/about/index.html"), "utf8"), /<em>no post<\/em>/);
  await checkFault(context);
  await rm(join(cwd, "content/posts/faulty.md"));
  const server = await start("npx", ["eleventy", "--serve", "--port=8431"], { cwd, env });
  try {
    const ask = async () => (await fetch(server.url)).text();
    const added = await checkEditAndAdd(join(cwd, "content/posts"), ask);
    // Eleventy does not build again when a file is removed.
    const faulty = "---\ndate: 2025-02-30\n---\n# Brand New\n";
    await until(
      (text) => !text.includes("Brand New"),
      ask,
      () => writeFile(added, faulty),
    );
    // Its output arrives separately from the page, and can be later.
    await until(
      (text) => /new\.md:2:7.*date-invalid/.test(text),
      () => server.printed.text,
    );
  } finally {
    await server.stop();
  }
}

async function checkAstro(context) {
  const { cwd, env } = context;
  const page = await readFile(join(cwd, "dist/posts/forgetting-on-purpose/index.html"), "utf8");
  assert.match(page, /<a href="#what-to-drop">What to drop<\/a>/);
  assert.match(page, /<h2 id="what-to-drop">What to drop<\/h2>/);
  await run("npm", ["run", "types"], { cwd, env });
  await checkFault(context);
  const dev = await start("npx", ["astro", "dev", "--host", "127.0.0.1"], { cwd, env });
  try {
    const ask = async () => (await fetch(dev.url)).text();
    checkPreview(await ask());
    await checkWatch(context, ask);
    if (!chromiumPath) return noBrowser;
    await checkReload(context, dev.url);
    await checkAstroOverlay(context, dev.url);
  } finally {
    await dev.stop();
  }
}

/** One save causes one reload. */
async function checkReload({ posts }, url) {
  await withPage(url, async (page) => {
    // An earlier save can still cause a reload.
    await page.waitForTimeout(2000);
    let loads = 0;
    page.on("load", () => void loads++);
    const file = join(posts, "2025-03-10-forgetting-on-purpose.md");
    const source = await readFile(file, "utf8");
    await writeFile(file, source.replace("Forgetting on Purpose", "Forgetting at Last"));
    await page.getByText("Forgetting at Last").waitFor();
    // Long enough for a second reload, if there were one.
    await page.waitForTimeout(2000);
    assert.equal(loads, 1);
  });
}

/** The text of the overlay, which an open page shows from an error in a post until the post is correct. */
async function overlayOf({ posts }, url) {
  let overlay = "";
  const file = join(posts, "faulty.md");
  const look = withPage(url, async (page) => {
    await writeFile(file, "---\ntitle: Faulty\ndate: 2025-02-30\n---\n\nText.\n");
    const element = page.locator("vite-error-overlay");
    await element.waitFor({ state: "attached" });
    overlay = await element.evaluate(({ shadowRoot }) => shadowRoot.textContent);
    await writeFile(file, "---\ntitle: Corrected\ndate: 2025-02-28\n---\n\nText.\n");
    await page.getByText("Corrected").waitFor();
    assert.equal(await element.count(), 0);
  });
  // The server answers the page, or one of its modules, with status 500.
  await assert.rejects(look, /status of 500/);
  await rm(file);
  return overlay;
}

async function checkAstroOverlay(context, url) {
  const overlay = await overlayOf(context, url);
  assert.match(overlay, /2025-02-30 is not a valid date/);
  assert.match(overlay, /faulty\.md:3:7/);
  assert.match(overlay, /Write YYYY-MM-DD/);
}

/** In development drafts are shown, and changes to posts appear without a restart. */
function checkDev(command, ...args) {
  return async (context) => {
    const dev = await start(command, args, context);
    try {
      const ask = async () => (await fetch(dev.url)).text();
      checkPreview(await until((text) => text.includes("A Cache Is a Promise"), ask));
      await checkWatch(context, ask);
    } finally {
      await dev.stop();
    }
  };
}
