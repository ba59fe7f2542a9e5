// From Jekyll: _posts/2017-01-18-jekyll-3-4-0-released.md is the page /news/2017/01/18/jekyll-3-4-0-released/.

import { buildBlog, createPostParser, formatDate } from "galley";
import { readPosts } from "galley/node";

// _config.yml
const site = { repository: "https://github.com/jekyll/jekyll" };
const timeZone = "America/Los_Angeles";

const parsePost = createPostParser({
  aliases: { tags: ["tags", "categories", "category"] },
  tagSeparator: "space",
});

const liquid =
  /\{% raw %\}(?<raw>[\s\S]*?)\{% endraw %\}|\{% highlight (?<lang>\w+)[^%]*%\}(?<code>[\s\S]*?)\{% endhighlight %\}|\{\{ site\.(?<name>\w+) \}\}/g;
/** What Liquid did: `{% raw %}`, `{% highlight %}` and the values of _config.yml. galley knows the links. */
const parser = (source, file) =>
  parsePost(
    new TextDecoder().decode(source).replace(liquid, (tag, ...rest) => {
      const { raw, lang, code, name } = rest.at(-1);
      if (code !== undefined) return `\`\`\`${lang}${code}\`\`\``;
      return raw ?? site[name] ?? tag;
    }),
    file,
  );

export async function readBlog(files = "docs/_posts", cwd = ".", now = new Date()) {
  const { posts, messages } = await readPosts(files, { cwd, parser });
  return buildBlog(posts, {
    url: "https://blog.example/",
    title: "Notes",
    language: "en",
    now,
    // permalink: /news/:year/:month/:day/:title/
    postUrl: ({ date, dateOnly, slug }) => {
      const day = formatDate(date, { locale: "en-CA", dateStyle: "short", timeZone, dateOnly });
      return `/news/${day.replaceAll("-", "/")}/${slug}/`;
    },
    timeZone,
    lint: { messages },
  });
}
