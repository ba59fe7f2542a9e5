export { type GalleyViteOptions, galley, type PagePost, type Register } from "./galley-plugin.ts";
