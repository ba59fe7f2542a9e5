export { type GalleyEleventyOptions, galley } from "./galley-plugin.ts";
