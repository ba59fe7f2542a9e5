export { srcSetUrls } from "../markdown/src-set-urls.ts";
