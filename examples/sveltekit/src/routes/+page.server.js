import { posts } from "$lib/server/posts.js";

export const load = () => ({ posts: posts.map(({ slug, title, excerpt }) => ({ slug, title, excerpt })) });
