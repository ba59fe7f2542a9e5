// What the workers of the benchmarks load.
import { createHighlighter } from "../dist/highlight/index.js";
import { createPostParser } from "../dist/post/index.js";

const themes = { light: "github-light", dark: "github-dark" };

export const parser = createPostParser({ highlighter: await createHighlighter({ themes }) });
