export { galley } from "./galley-plugin.ts";
export type { PagePost, Register } from "./virtual-module.ts";
export type { GalleyViteOptions } from "./vite-options.ts";
