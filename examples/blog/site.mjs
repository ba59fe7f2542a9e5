/** What the example's own posts do not say about themselves: a series whose title no post repeats. */
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
    language: "en",
    ...(own && {
      description:
        "Articles about queues, threads, model checkers, and other small systems that explain large ones.",
      authors: [{ name: "Robin Ferrier" }],
      series,
    }),
  };
}
