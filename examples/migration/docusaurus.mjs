// From Docusaurus: blog/2023-05-26-7.22.0.md is the page /blog/2023/05/26/7.22.0/.

import { buildBlog, createPostParser } from "galley";
import { readPosts } from "galley/node";
import remarkDirective from "remark-directive";
import { visit } from "unist-util-visit";

// blog/authors.yml
const authors = {
  team: { name: "Babel Team", url: "https://babeljs.io/team" },
  henry: { name: "Henry Zhu", url: "https://github.com/hzoo" },
};
const kinds = ["note", "tip", "info", "warning", "caution", "danger"];

/** `:::tip[Title] … :::` and `:::tip Title … :::` become an aside. */
function remarkAdmonitions() {
  return (tree) =>
    visit(tree, "containerDirective", (node) => {
      if (!kinds.includes(node.name)) return;
      const className = ["admonition", `admonition-${node.name}`];
      node.data = { ...node.data, hName: "aside", hProperties: { className } };
      const [title] = node.children;
      if (title?.data?.directiveLabel) title.data.hProperties = { className: ["admonition-title"] };
    });
}

const parsePost = createPostParser({
  // Docusaurus reads every file as MDX.
  mdx: true,
  remarkPlugins: [remarkDirective, remarkAdmonitions],
  allow: { classes: ["admonition", /admonition-[a-z]+/], iframeHosts: ["www.youtube.com"] },
});
/** Docusaurus 2 had titles without brackets. */
const parser = (source, file) =>
  parsePost(new TextDecoder().decode(source).replace(/^(:::+[a-z]+) +([^\s[{].*)$/gm, "$1[$2]"), file);

export async function readBlog(files = "website/blog", cwd = ".", now = new Date()) {
  const { posts, messages } = await readPosts(files, { cwd, parser });
  const signed = posts.map((post) => ({
    ...post,
    authors: post.authors.map(({ name }) => authors[name] ?? { name }),
  }));
  return buildBlog(signed, {
    url: "https://blog.example/",
    title: "Notes",
    language: "en",
    now,
    postUrl: ({ path, data }) =>
      data.slug
        ? `/blog/${data.slug.replace(/^\//, "")}/`
        : path.replace(/^.*\/(\d+)-(\d+)-(\d+)-(.+?)(?:\/index)?\.mdx?$/, "/blog/$1/$2/$3/$4/"),
    lint: { messages },
  });
}
