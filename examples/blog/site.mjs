import { feedMediaTypes, toTagSlug } from "galley";

/** What the example's own posts do not say about themselves: the series whose title no post repeats. */
const series = [
  {
    slug: "lock-free-spsc-queue-from-scratch",
    title: "Lock-Free SPSC Queue from Scratch",
    description: "From a ring buffer for one thread to a queue that two threads share without a lock.",
    status: "complete",
    total: 4,
    posts: [
      "write-your-own-fifo-queue",
      "when-threads-share-memory-race-conditions-atomics",
      "building-lock-free-spsc-queue",
    ],
  },
];

/** Everything about the site that is not a post. */
export function describeSite({ own, title, siteUrl }) {
  return {
    url: siteUrl,
    title: title ?? (own ? "Small Systems" : "Blog"),
    description: own
      ? "Articles about queues, threads, model checkers, and other small systems that explain large ones."
      : undefined,
    language: "en",
    authors: own ? [{ name: "Robin Ferrier" }] : undefined,
    series: own ? series : [],
    feeds: [
      { name: "RSS", type: feedMediaTypes.rss, href: "/feed.xml" },
      { name: "Atom", type: feedMediaTypes.atom, href: "/atom.xml" },
      { name: "JSON Feed", type: feedMediaTypes.json, href: "/feed.json" },
    ],
    tagSlug: toTagSlug,
  };
}
