// One measurement in a separate process, printed as JSON; compare-builds.mjs starts it:
// node bench/run-contestant.mjs <kind> <contestant> <themes> <folder of posts>
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { bodyOf, contestants, highlighters, withDefaults } from "./contestants.mjs";

const [, , kind, name, themes, folder] = process.argv;
const { make, warm = make, workers, parser } = contestants[name] ?? { make: withDefaults };
const findAll = () => globSync("**/*", { cwd: folder }).sort();
/** Each post has a folder of its own. */
const findFirst = () => globSync(`${readdirSync(folder).sort()[0]}/**/*`, { cwd: folder });
/** Measures that find the files as part of their work do not find them here as well. */
const findsItself = workers || ["hash", "rebuild", "rebuild lazy"].includes(kind);
const files = findsItself ? [] : kind === "first" ? findFirst() : findAll();
const write = process.stdout.write.bind(process.stdout);

/** Seconds since the process started, including loading. */
function clock() {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 };
}

function since(start) {
  const now = clock();
  return { wall: now.wall - start.wall, cpu: now.cpu - start.cpu };
}

const read = (file) => readFileSync(join(folder, file), "utf8");

async function buildAll(build) {
  let bytes = 0;
  for (const file of files) bytes += Buffer.byteLength((await build(read(file), file)).html);
  return bytes;
}

async function buildWithWorkers() {
  const { readPosts } = await import("../dist/bundled/node/index.js");
  let bytes = 0;
  const options = { cwd: folder, parser: new URL(parser, import.meta.url), workers };
  for await (const { post } of readPosts.stream(".", options)) bytes += Buffer.byteLength(post?.html ?? "");
  return bytes;
}

/** Some posts with an additional paragraph, in a process that has parsed all of them. */
async function editSome(build) {
  const times = [];
  const step = Math.max(1, Math.floor(files.length / 25));
  for (let index = 0; index < files.length; index += step) {
    const text = `${read(files[index])}\n\nOne more paragraph, number ${index}.\n`;
    const start = clock();
    await build(text, files[index]);
    times.push(since(start));
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return { wall: median(times.map(({ wall }) => wall)), cpu: median(times.map(({ cpu }) => cpu)) };
}

const measures = {
  /** From the start of the process to the last post, and edits afterwards. */
  async cold() {
    const start = { wall: 0, cpu: 0 };
    const build = workers ? undefined : await make(Number(themes));
    const bytes = await (build ? buildAll(build) : buildWithWorkers());
    const cold = since(start);
    const memory = process.resourceUsage().maxRSS * 1024;
    return { ...cold, memory, bytes, ...(build && { edit: await editSome(build) }) };
  },
  /** All posts again, in a process that has built them four times, without cached code blocks. */
  async warm() {
    const build = await warm(Number(themes));
    for (let pass = 0; pass < 4; pass++) await buildAll(build);
    const start = clock();
    await buildAll(build);
    return since(start);
  },
  /** From the start of the process to the first post with code. */
  async first() {
    const build = await make(Number(themes));
    await build(read(files[0]), files[0]);
    return since({ wall: 0, cpu: 0 });
  },
  /** The first pass of a highlighter over 40 parsed posts with code; memory is the increase. */
  async pass() {
    const [{ fromMarkdown }, { toHast }] = await Promise.all([
      import("mdast-util-from-markdown"),
      import("mdast-util-to-hast"),
    ]);
    const texts = files.map(read).filter((text) => /^```\w/m.test(text));
    const step = Math.max(1, Math.floor(texts.length / 40));
    const trees = texts
      .filter((_, index) => index % step === 0)
      .slice(0, 40)
      .map((text) => toHast(fromMarkdown(bodyOf(text))));
    const memory = process.memoryUsage().rss;
    const start = clock();
    const highlight = await highlighters[name]();
    for (const tree of trees) await highlight(tree);
    return { ...since(start), memory: process.resourceUsage().maxRSS * 1024 - memory };
  },
  /** The minimum work of a rebuild: finding, reading and hashing the files. */
  async hash() {
    const { createHash } = await import("node:crypto");
    const { readFile } = await import("node:fs/promises");
    const digests = await Promise.all(
      findAll().map(async (file) =>
        createHash("sha256")
          .update(await readFile(join(folder, file)))
          .digest("hex"),
      ),
    );
    return { ...since({ wall: 0, cpu: 0 }), count: digests.length };
  },
  rebuild: () => rebuild("eager"),
  "rebuild lazy": () => rebuild("lazy"),
};

/** A build with every post in the cache (the argument for the contestant is the folder of the cache). */
async function rebuild(html) {
  const [{ parser }, { createFileCache, readPosts }] = await Promise.all([
    import("./parser.mjs"),
    import("../dist/bundled/node/index.js"),
  ]);
  const options = { cwd: folder, parser, cache: createFileCache(name), html };
  const { stats } = await readPosts(".", options);
  return { ...since({ wall: 0, cpu: 0 }), count: stats.fromCache };
}

write(`${JSON.stringify(await measures[kind]())}\n`);
process.exit();
