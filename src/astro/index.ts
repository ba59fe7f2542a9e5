export type { AstroLoader } from "./astro-loader.ts";
export { type GalleyLoaderOptions, galleyLoader, type PostRecord, toPost } from "./galley-loader.ts";
