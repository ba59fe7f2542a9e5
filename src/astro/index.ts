export {
  type AstroLoader,
  type GalleyLoaderOptions,
  galleyLoader,
  type PostRecord,
  toPost,
} from "./galley-loader.ts";
