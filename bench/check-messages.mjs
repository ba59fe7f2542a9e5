// Counts messages by rule over folders of posts, and prints random positions of a rule with their source line for
// review:
// npm run check:messages -- <folder> [<folder> …] [--rule id] [--examples 20] [--every 10] [--seed 1] [--satteri]
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { ContentError, createPostParser } from "../dist/index.js";
import { createSatteriParser } from "../dist/satteri/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: "string", multiple: true },
    examples: { type: "string", default: "20" },
    every: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    satteri: { type: "boolean" },
  },
});
if (positionals.length === 0) {
  console.error(
    "Usage: npm run check:messages -- <folder> [<folder> …] [--rule id] [--examples 20] [--every 10]",
  );
  process.exit(2);
}

const parse = createPostParser(values.satteri ? { parser: createSatteriParser() } : {});
const found = new Map();
let posts = 0;
for (const folder of positionals) {
  const cwd = resolve(folder);
  const paths = globSync("**/*.{md,markdown,mdx}", { cwd }).sort();
  for (const path of paths.filter((_, index) => index % Number(values.every) === 0)) {
    const source = readFileSync(join(cwd, path), "utf8");
    posts++;
    for (const message of messagesOf(source, path)) {
      const places = found.get(message.ruleId);
      const place = {
        folder,
        path,
        message,
        line: source.split(/\r\n|\r|\n/)[(message.line ?? 1) - 1] ?? "",
      };
      if (places) places.push(place);
      else found.set(message.ruleId, [place]);
    }
  }
}

console.log(`${posts} posts`);
console.table(
  [...found]
    .map(([rule, places]) => ({
      rule,
      messages: places.length,
      posts: new Set(places.map(({ path }) => path)).size,
    }))
    .sort((a, b) => b.messages - a.messages),
);
const random = createRandom(Number(values.seed));
for (const rule of values.rule ?? []) {
  console.log(`\n${rule}`);
  const places = [...(found.get(rule) ?? [])];
  for (let left = Number(values.examples); left > 0 && places.length > 0; left--) {
    const [{ folder, path, message, line }] = places.splice(Math.floor(random() * places.length), 1);
    console.log(
      `\n${join(folder, path)}:${message.line}:${message.column}\n  ${message.reason}\n  > ${line.slice(0, 300)}`,
    );
  }
}

function messagesOf(source, path) {
  try {
    return parse.sync(source, { path }).messages;
  } catch (error) {
    if (error instanceof ContentError) return error.messages;
    throw error;
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
