const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * Writes a value as JSON that is safe inside a `script` element: no text of an author can close the element or open a
 * comment, and parsing it gives back the same value.
 *
 * @param value - anything that JSON can hold; `toJsonLd`'s result, or an array of such
 * @returns JSON without `<`, `>` and `&`
 * @example
 * ```ts
 * import { renderJsonLd } from "galley/discovery";
 *
 * console.log(renderJsonLd({ headline: "Escaping </script>" }));
 * // → {"headline":"Escaping \u003C/script\u003E"}
 * ```
 */
export function renderJsonLd(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character);
}
