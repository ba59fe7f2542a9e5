export type { Root as MdastRoot } from "mdast";
export { createSatteriParser, type SatteriParserOptions } from "./create-satteri-parser.ts";
