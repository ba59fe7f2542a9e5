// A whole build with Velite, remark and shiki, to its JSON: node velite.mjs <folder>
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "velite";

const [, , folder] = process.argv;
const config = join(folder, "velite.config.mjs");
writeFileSync(
  config,
  `import rehypeShiki from "@shikijs/rehype";
import rehypeSlug from "rehype-slug";
import { defineConfig, s } from "velite";
const shiki = [rehypeShiki, { themes: { light: "github-light", dark: "github-dark" }, lazy: true, langs: [], fallbackLanguage: "text", onError() {} }];
export default defineConfig({
  root: "posts",
  output: { data: "out-velite", assets: "out-velite/static" },
  markdown: { gfm: true, rehypePlugins: [rehypeSlug, shiki] },
  collections: {
    posts: {
      name: "Post",
      pattern: "*.md",
      schema: s.object({ title: s.string(), date: s.isodate(), excerpt: s.excerpt(), content: s.markdown() }),
    },
  },
});
`,
);
process.chdir(folder);
await build({ config, logLevel: "silent" });
