import { feedLinks } from "galley";
import { blog } from "$lib/server/blog.js";

export const load = () => ({ site: blog.site, rss: feedLinks(blog.site)[0] });
