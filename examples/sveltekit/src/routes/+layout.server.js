import { feedLinks } from "galley";
import { site } from "$lib/server/posts.js";

export const load = () => ({ site, rss: feedLinks(site)[0] });
