import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The blocks of fixtures/samples.md, by language. */
export const samples: readonly (readonly [lang: string, code: string])[] = [
  ...readFileSync(join(import.meta.dirname, "fixtures/samples.md"), "utf8").matchAll(
    /^````(.+)\n([\s\S]*?)\n````$/gm,
  ),
].map(([, lang = "", code = ""]) => [lang, code]);
