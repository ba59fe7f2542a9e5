import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// Posts lie beside the project, and the dev server serves nothing above it unless it is told to.
export default defineConfig({ plugins: [sveltekit()], server: { fs: { allow: [".."] } } });
