export { galley } from "./galley-plugin.ts";
export type { Page, Register } from "./virtual-module.ts";
export type { GalleyViteOptions } from "./vite-options.ts";
