// The posts for benchmarks: real ones if available, otherwise generated ones with a similar mix.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { generatePost } from "./generate-posts.mjs";

const realPosts = "../shared/corpora";

/**
 * Posts of a folder, the same each time, with an equal share of each subfolder where possible, so that a large blog
 * does not dominate; or generated ones if there is no folder. A post with code comes first.
 * @returns {{ kind: string, posts: { path: string, text: string }[] }}
 */
export function choosePosts({ folder, count }) {
  const cwd = resolve(folder ?? realPosts);
  if (!existsSync(cwd)) {
    if (folder !== undefined) throw new Error(`The folder ${folder} does not exist`);
    const posts = Array.from({ length: count }, (_, number) => generatePost(number));
    return { kind: "generated posts", posts: codeFirst(posts) };
  }
  const blogs = new Map();
  for (const path of globSync("**/*.{md,markdown,mdx}", { cwd }).sort()) {
    const blog = path.split("/")[0];
    if (blogs.has(blog)) blogs.get(blog).push(path);
    else blogs.set(blog, [path]);
  }
  const paths = [...blogs.values()].flatMap((all) => evenly(all, shareOf([...blogs.values()], count)));
  const posts = evenly(paths.sort(), count).map((path) => ({
    path,
    text: readFileSync(join(cwd, path), "utf8"),
  }));
  const kind = folder === undefined ? `real posts of ${blogs.size} public blogs` : "posts of a folder";
  return { kind, posts: codeFirst(posts) };
}

/** How many posts of each blog are needed for the total, when small blogs contribute all of theirs. */
function shareOf(blogs, count) {
  let share = 1;
  const sum = () => blogs.reduce((all, { length }) => all + Math.min(length, share), 0);
  while (sum() < count && blogs.some(({ length }) => length > share)) share++;
  return share;
}

function evenly(items, count) {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]);
}

function codeFirst(posts) {
  const index = posts.findIndex(({ text }) => /^```(?:js|rust|go|ts)\b/m.test(text));
  return index < 1 ? posts : [posts[index], ...posts.slice(0, index), ...posts.slice(index + 1)];
}

/** Writes posts below a folder with numbers, so that all tools read them in the same order. */
export function writePosts(posts, folder) {
  return posts.map(({ path, text }, index) => {
    const name = join(String(index).padStart(5, "0"), path);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return name;
  });
}
