// A whole build with content-collections, remark and shiki, to its modules: node content-collections.mjs <folder>
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createBuilder } from "@content-collections/core";

const [, , folder] = process.argv;
const config = join(folder, "content-collections.config.mjs");
writeFileSync(
  config,
  `import { defineCollection, defineConfig } from "@content-collections/core";
import { compileMarkdown } from "@content-collections/markdown";
import rehypeShiki from "@shikijs/rehype";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import { z } from "zod";
const shiki = [rehypeShiki, { themes: { light: "github-light", dark: "github-dark" }, lazy: true, langs: [], fallbackLanguage: "text", onError() {} }];
const posts = defineCollection({
  name: "posts",
  directory: "posts",
  include: "*.md",
  schema: z.object({ title: z.string(), date: z.coerce.date(), content: z.string() }),
  transform: async (document, context) => ({
    ...document,
    html: await compileMarkdown(context, document, { allowDangerousHtml: true, remarkPlugins: [remarkGfm], rehypePlugins: [rehypeSlug, shiki] }),
  }),
});
export default defineConfig({ content: [posts] });
`,
);
process.chdir(folder);
const builder = await createBuilder(config, {
  configName: "content-collections.config.mjs",
  outputDir: "out-cc",
});
await builder.build();
