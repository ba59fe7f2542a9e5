export { type EleventyConfig, type GalleyEleventyOptions, galley } from "./galley-plugin.ts";
