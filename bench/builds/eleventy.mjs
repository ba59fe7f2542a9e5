// A whole build with Eleventy, markdown-it and shiki: node eleventy.mjs <folder>
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import { fromHighlighter } from "@shikijs/markdown-it/core";
import MarkdownIt from "markdown-it";
import { both as themes } from "../contestants.mjs";
import { highlighterOf } from "./lazy-shiki.mjs";
import { page } from "./page.mjs";

const [, , folder] = process.argv;
const shiki = await highlighterOf(join(folder, "posts"));
process.chdir(folder);
const build = new Eleventy("posts", "out-eleventy", {
  quietMode: true,
  config(config) {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    markdown.use(fromHighlighter(shiki, { themes, fallbackLanguage: "text" }));
    config.setLibrary("md", markdown);
    config.addTemplate("index.11ty.js", {
      data: { permalink: "/index.html", title: "Posts", eleventyExcludeFromCollections: true },
      render: ({ collections }) =>
        page(
          "Posts",
          `<ul>${collections.all.map(({ url }) => `<li><a href="${url}">${url}</a></li>`).join("\n")}</ul>`,
        ),
    });
    config.addTransform("page", function (content) {
      return this.page.inputPath.endsWith(".md") ? page("Post", content) : content;
    });
    return { markdownTemplateEngine: false };
  },
});
await build.write();
