// The tools that rendering feeds is measured against, each given the same posts with the same content.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildFeed, renderAtom, renderJsonFeed, renderRss } from "../dist/feed/index.js";

const peers = createRequire(resolve("bench/package.json"));

/** A peer from bench/node_modules. */
async function load(name) {
  return import(pathToFileURL(peers.resolve(name)));
}

const site = {
  url: "https://example.com/",
  title: "Notes & queries",
  description: "About <queues> & more",
  language: "en",
  authors: ["Ann"],
};

/** Posts of about 6 KB of HTML, the size of an average post of a blog. */
export function makePosts(count) {
  return Array.from({ length: count }, (_, index) => ({
    slug: `post-${index}`,
    title: `Post ${index}: Array<T> & friends`,
    date: new Date(Date.UTC(2025, 0, 1) - index * 3_600_000),
    html: `<p>Paragraph <em>with</em> <a href="/p/${index}">a link</a> &amp; more words to read.</p>\n`.repeat(
      70,
    ),
    excerpt: { text: `What post ${index} says & means`, html: `<p>What post ${index} says &amp; means</p>` },
    tags: ["queues", "c++"],
    authors: [{ name: "Ann" }, { name: "Bob & Co" }],
  }));
}

/** For each tool what makes three texts (or one, in `rss`) of posts that are ready. */
export async function makeTools(posts) {
  const feed = buildFeed(site, posts);
  const { items } = feed;
  const tools = {
    galley: {
      rss: () => renderRss(feed),
      all: () => [renderRss(feed), renderAtom(feed), renderJsonFeed(feed)],
    },
  };
  const feedsmith = await load("feedsmith").catch(() => undefined);
  if (feedsmith) {
    const rss = () =>
      feedsmith.generateRssFeed({
        title: site.title,
        link: site.url,
        description: site.description,
        language: site.language,
        lastBuildDate: feed.updated,
        generator: "feedsmith",
        docs: "https://www.rssboard.org/rss-specification",
        atom: { links: [{ href: feed.urls.rss, rel: "self", type: "application/rss+xml" }] },
        items: items.map((item) => ({
          title: item.title,
          link: item.url,
          description: item.summary,
          guid: { value: item.id, isPermaLink: true },
          pubDate: item.date,
          categories: item.tags.map((name) => ({ name })),
          dc: { creators: item.authors.map(({ name }) => name) },
          content: { encoded: item.content },
        })),
      });
    const atom = () =>
      feedsmith.generateAtomFeed({
        id: feed.id,
        title: { value: feed.title, type: "text" },
        subtitle: { value: feed.description, type: "text" },
        updated: feed.updated,
        authors: feed.authors,
        links: [
          { href: feed.url, rel: "alternate" },
          { href: feed.urls.atom, rel: "self" },
        ],
        entries: items.map((item) => ({
          id: item.id,
          title: { value: item.title, type: "text" },
          links: [{ href: item.url, rel: "alternate", type: "text/html" }],
          updated: item.date,
          published: item.date,
          summary: { value: item.summary, type: "html" },
          content: { value: item.content, type: "html" },
          authors: item.authors,
          categories: item.tags.map((term) => ({ term })),
        })),
      });
    const json = () =>
      JSON.stringify(
        feedsmith.generateJsonFeed({
          title: feed.title,
          home_page_url: feed.url,
          feed_url: feed.urls.json,
          description: feed.description,
          language: feed.language,
          authors: feed.authors,
          items: items.map((item) => ({
            id: item.id,
            url: item.url,
            title: item.title,
            content_html: item.content,
            summary: item.summaryText,
            date_published: item.date,
            authors: item.authors,
            tags: item.tags,
          })),
        }),
        null,
        4,
      );
    tools.feedsmith = { rss, all: () => [rss(), atom(), json()] };
  }
  const astro = await load("@astrojs/rss").catch(() => undefined);
  if (astro) {
    tools["@astrojs/rss"] = {
      rss: () =>
        astro.getRssString({
          title: site.title,
          description: site.description,
          site: site.url,
          xmlns: { atom: "http://www.w3.org/2005/Atom", dc: "http://purl.org/dc/elements/1.1/" },
          customData: `<language>en</language><atom:link href="${feed.urls.rss}" rel="self" type="application/rss+xml"/>`,
          items: items.map((item) => ({
            title: item.title,
            link: item.url,
            pubDate: item.date,
            description: item.summary,
            content: item.content,
            categories: [...item.tags],
            customData: item.authors
              .map(({ name }) => `<dc:creator>${name.replace("&", "&amp;")}</dc:creator>`)
              .join(""),
          })),
        }),
    };
  }
  return tools;
}
