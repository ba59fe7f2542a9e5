import type { LanguageRegistration } from "shiki/core";
import { closestName } from "../core/closest-name.ts";
import { languageAliases } from "./language-aliases.ts";
import { bundledLanguagesInfo } from "./shiki.ts";

/** The id of text that no grammar colours. */
export const plainLanguage = "text";

/** Which names stand for which grammar. */
export interface LanguageNames {
  /** The grammar's id, `"text"` for plain text, nothing when the name is unknown. Case does not matter. */
  resolve(name: string): string | undefined;
  /** The known name that a misspelt one most likely stands for. */
  nearest(name: string): string | undefined;
}

/**
 * Gathers every name of a language: shiki's ids and aliases, this library's aliases, the caller's languages and
 * the caller's aliases, later ones winning.
 */
export function createLanguageNames(
  custom: readonly LanguageRegistration[],
  langAlias: Readonly<Record<string, string>>,
): LanguageNames {
  const names = new Map<string, string>();
  for (const { id, aliases = [] } of bundledLanguagesInfo) {
    for (const name of [id, ...aliases]) names.set(name, id);
  }
  for (const name of [plainLanguage, "txt", "plain", "plaintext"]) names.set(name, plainLanguage);
  names.set("ansi", "ansi");
  const aliases = new Map(Object.entries(languageAliases));
  for (const { name, aliases: more = [] } of custom) {
    for (const alias of [name, ...more]) {
      names.set(alias.toLowerCase(), name);
      aliases.delete(alias.toLowerCase());
    }
  }
  for (const [alias, target] of Object.entries(langAlias)) aliases.set(alias.toLowerCase(), target);
  const all = new Set([...names.keys(), ...aliases.keys()]);

  return {
    resolve(name) {
      let found = name.toLowerCase();
      // As many steps as there are aliases is one more than a chain without a circle can have.
      for (let step = 0; step <= aliases.size; step++) {
        const target = aliases.get(found);
        if (target === undefined || target.toLowerCase() === found) return names.get(found);
        found = target.toLowerCase();
      }
      return undefined;
    },
    nearest: (name) => closestName(name.toLowerCase(), all),
  };
}
