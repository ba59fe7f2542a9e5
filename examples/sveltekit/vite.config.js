import { resolve } from "node:path";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// Posts are beside the project: the dev server has to serve pictures from there, and to notice new files.
const watchPosts = {
  name: "watch-posts",
  configureServer: (server) => void server.watcher.add(resolve("../posts")),
};

export default defineConfig({ plugins: [sveltekit(), watchPosts], server: { fs: { allow: [".."] } } });
