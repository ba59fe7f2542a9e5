// The parser that workers and scale.mjs load: remark-parse, or satteri when the URL ends with `?satteri`.
import { createHighlighter } from "../dist/bundled/highlight/index.js";
import { createPostParser } from "../dist/bundled/post/index.js";
import { createSatteriParser } from "../dist/bundled/satteri/index.js";

const themes = { light: "github-light", dark: "github-dark" };

export const parser = createPostParser({
  highlighter: await createHighlighter({ themes }),
  ...(import.meta.url.endsWith("?satteri") && { parser: createSatteriParser(), fingerprint: "satteri" }),
});
