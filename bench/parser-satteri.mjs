// What the workers of the benchmarks load.
import { createHighlighter } from "../dist/highlight/index.js";
import { createPostParser } from "../dist/post/index.js";
import { createSatteriParser } from "../dist/satteri/index.js";

const themes = { light: "github-light", dark: "github-dark" };
const highlighter = await createHighlighter({ themes });

export const parser = createPostParser({
  highlighter,
  parser: createSatteriParser(),
  fingerprint: "satteri",
});
