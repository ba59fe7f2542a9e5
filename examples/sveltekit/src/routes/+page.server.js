import { blog } from "$lib/server/blog.js";

export const load = () => ({
  posts: blog.posts.map((post) => ({
    path: blog.pathOf(post),
    title: post.title,
    excerpt: post.excerpt.text,
    status: blog.statusOf(post),
  })),
});
