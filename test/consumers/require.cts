// The same with `require` of ES modules: Node 20.19 and newer supports it, so the compiler accepts it.

import galley = require("galley");
import node = require("galley/node");
import postRoom = require("galley/post");

const parsePost: postRoom.PostParser<Record<string, unknown>> = postRoom.createPostParser();
const post: galley.Post = galley.createPostParser().sync("# Why queues fail\n");
const cache = node.createMemoryCache();
// @ts-expect-error: a title is a string
const wrong: number = post.title;

// biome-ignore lint/suspicious/noConsole: the check compares what is printed
console.log(
  JSON.stringify([
    post.title,
    wrong,
    parsePost.sync("# B\n").title,
    cache.getItem("none") ?? null,
    galley.createPostParser === postRoom.createPostParser,
  ]),
);
