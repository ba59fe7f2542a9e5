export { createSatteriParser, type SatteriParserOptions } from "./create-satteri-parser.ts";
