// What a build that highlights synchronously needs: a highlighter with the languages that the posts name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundledLanguages, createHighlighter } from "shiki";
import { both, fence } from "../contestants.mjs";

/** A highlighter for the code of all posts of a folder. */
export async function highlighterOf(folder) {
  const langs = new Set();
  for (const file of readdirSync(folder)) {
    for (const [, lang] of readFileSync(join(folder, file), "utf8").matchAll(fence)) {
      if (Object.hasOwn(bundledLanguages, lang)) langs.add(lang);
    }
  }
  return createHighlighter({ themes: Object.values(both), langs: [...langs] });
}
