import type { Element, Properties } from "hast";
import { escapeXml } from "../../core/escape.ts";
import { classesOf } from "../../html/roles.ts";
import { looksUnsafe } from "../../html/sanitizer.ts";
import { isUrlProperty, readSrcset } from "../../html/urls.ts";
import { toFeedUrl, toPageUrl } from "../urls.ts";
import { commonAttributes } from "./elements.ts";

/**
 * Writes an attribute. HTML would allow `<`, `>` and `=` in it as they are, but tools that search for tags and attributes
 * with a pattern would mistake them for markup.
 */
export function attribute(name: string, value: string): string {
  const escaped = escapeXml(value);
  return ` ${name}="${isUrlProperty(name) ? escaped : escaped.replaceAll("=", "&#x3D;")}"`;
}

/**
 * Writes the attributes that an element keeps.
 *
 * @param tagName - the name under which the element is written
 * @param names - the attributes of this element, see `keptElements`
 * @param url - what relative URLs are resolved against
 * @returns `undefined` when the element is useless without one that is missing
 */
export function writeAttributes(
  element: Element,
  tagName: string,
  names: readonly string[],
  url: string,
): string | undefined {
  let written = "";
  for (const name of [...commonAttributes, ...names]) {
    const value =
      name === "src" || name === "srcSet"
        ? sourceOf(element, name)
        : // A player without controls cannot be started without its script.
          name === "controls" || element.properties[name];
    if (value === undefined || value === null || value === false) continue;
    if (value === true) written += ` ${name.toLowerCase()}`;
    else if (name === "srcSet") written += writeSrcset(String(value), url);
    else if (isUrlProperty(name)) written += writeUrl(name, String(value), url);
    else if (!looksUnsafe(name, value as Properties[string]))
      written += attribute(name.toLowerCase(), String(value));
  }
  if (/^(?:img|source|track)$/.test(tagName) && !/ src(?:set)?=/.test(written)) return undefined;
  return written;
}

/** Writes a URL; nothing for one that is unsafe, or blank where that would be the page itself. */
function writeUrl(name: string, raw: string, base: string): string {
  const url = name === "href" ? toFeedUrl(raw, base) : raw.trim() === "" ? undefined : toPageUrl(raw, base);
  return url === undefined ? "" : attribute(name, url);
}

/** Where scripts that load images later look for the URL. */
const lazySources = {
  src: ["dataSrc", "dataLazySrc", "dataOriginal", "dataLazy"],
  srcSet: ["dataSrcSet", "dataSrcset", "dataLazySrcset", "dataOriginalSet"],
} as const;

/** The URL, or the set of URLs, that an element shows, also when a script loads it later. */
export function sourceOf(element: Element, name: "src" | "srcSet"): unknown {
  const { properties } = element;
  const own = properties[name];
  return isPlaceholder(element, own) ? (lazySourceOf(element, name) ?? own) : own;
}

/** The URL that a script loads later. */
export function lazySourceOf({ properties }: Element, name: "src" | "srcSet"): string | undefined {
  for (const key of lazySources[name]) {
    const value = properties[key];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return undefined;
}

/** Whether an element first shows a placeholder for something else. */
function isPlaceholder(element: Element, own: unknown): boolean {
  if (typeof own !== "string" || own.trim() === "" || /^\s*(?:data|about):/i.test(own)) return true;
  const classes = classesOf(element);
  const { dataLazySrc, dataLazySrcset, dataLazy } = element.properties;
  return (
    // Only scripts that load images later have attributes of these names.
    [dataLazySrc, dataLazySrcset, dataLazy].some((value) => typeof value === "string" && value !== own) ||
    /(?:blank|placeholder|spacer|transparent|1x1|pixel|loading|lazy)[^/]*$/i.test(own) ||
    (classes.some((name) => /^(?:b-)?(?:lazy(?:load|-load)?|lozad)$/.test(name)) &&
      !classes.includes("lazyloaded"))
  );
}

function writeSrcset(text: string, base: string): string {
  const candidates = readSrcset(text).flatMap(({ url, descriptor }) => {
    const absolute = toPageUrl(url, base);
    if (absolute === undefined || !/^(?:\d+(?:\.\d+)?[wxh](?: \d+h)?)?$/.test(descriptor)) return [];
    // A comma at the end of a URL would end the candidate.
    return [`${absolute.replace(/,$/, "%2C")}${descriptor && ` ${descriptor}`}`];
  });
  return candidates.length === 0 ? "" : attribute("srcset", candidates.join(", "));
}
