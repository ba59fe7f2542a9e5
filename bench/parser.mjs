// The parser that workers, rebuilds and scale.mjs load: remark-parse, or satteri when the URL ends with `?satteri`.
import { createHighlighter } from "../dist/bundled/highlight/index.js";
import { createPostParser } from "../dist/bundled/post/index.js";

const themes = { light: "github-light", dark: "github-dark" };

async function satteri() {
  const { createSatteriParser } = await import("../dist/bundled/satteri/index.js");
  return { parser: createSatteriParser(), fingerprint: "satteri" };
}

export const parser = createPostParser({
  highlighter: await createHighlighter({ themes }),
  ...(import.meta.url.endsWith("?satteri") && (await satteri())),
});
