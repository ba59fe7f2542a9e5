import type { Element, Properties } from "hast";
import { escapeXml } from "../../core/escape.ts";
import { classesOf } from "../../html/roles.ts";
import { looksUnsafe } from "../../html/sanitizer.ts";
import { isUrlProperty, readSrcset } from "../../html/urls.ts";
import { toFeedUrl, toPageUrl } from "../urls.ts";

export function words(text: string): string[] {
  return text.split(" ");
}

/** Reads `name:value name:value`. */
function pairs(text: string): [string, string][] {
  return words(text).map((pair) => pair.split(":") as [string, string]);
}

/** Reads `name:value,value name:value`. */
export function lists(text: string): [string, string[]][] {
  return pairs(text).map(([name, values]) => [name, values.split(",")]);
}

/** Attributes that any element may keep. */
const commonAttributes: readonly string[] = ["dir", "lang", "title"];

/**
 * Elements that a reader shows, each with the additional attributes it may keep. URLs come last in a tag, where the
 * text of another attribute cannot be mistaken for them. The contents of all other elements are kept without the
 * element.
 */
export const keptElements: ReadonlyMap<string, readonly string[]> = new Map([
  ...words(
    "abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 " +
      "header hr i kbd mark p picture pre rp rt ruby s samp section small span strong sub summary sup table tbody tfoot " +
      "thead tr u ul var wbr",
  ).map((name): [string, string[]] => [name, []]),
  ...lists(
    "a:hrefLang,href audio:loop,src,controls blockquote:cite col:span colgroup:span data:value del:dateTime,cite " +
      "details:open img:alt,width,height,sizes,srcSet,src ins:dateTime,cite li:value ol:start,reversed,type q:cite " +
      "source:type,media,sizes,srcSet,src td:colSpan,rowSpan,align th:colSpan,rowSpan,align,scope time:dateTime " +
      "track:kind,srcLang,label,src video:loop,muted,width,height,poster,src,controls",
  ),
]);

export const renamedElements: ReadonlyMap<string, string> = new Map(
  pairs(
    "acronym:abbr center:section dialog:section dir:ul fieldset:section form:div hgroup:header legend:p listing:pre " +
      "main:section menu:ul nav:section plaintext:pre search:section strike:s textarea:pre tt:code xmp:pre",
  ),
);

/** Elements that are invisible on a page; they are removed with their contents. */
export const droppedElements: ReadonlySet<string> = new Set(
  words(
    "base basefont datalist frame head keygen link meta noembed noframes param script style template title",
  ),
);

/** Elements that show another page or file, and become a link to it; the attribute with its URL. */
export const embeddingElements: ReadonlyMap<string, string> = new Map(
  pairs("area:href embed:src iframe:src object:data"),
);

/** Elements whose start tag ends an open paragraph. */
export const paragraphEnders: ReadonlySet<string> = new Set(
  words(
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p " +
      "pre section summary table ul",
  ),
);

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
 * @param fragment - where in the post a link leads to, whose `href` is written later
 * @returns `undefined` when the element is useless without one that is missing
 */
export function writeAttributes(
  element: Element,
  tagName: string,
  names: readonly string[],
  url: string,
  fragment?: string,
): string | undefined {
  let written = "";
  for (const name of [...commonAttributes, ...names]) {
    if (name === "href" && fragment !== undefined) return written;
    // A player without controls cannot be started without its script.
    const value =
      name === "src" || name === "srcSet"
        ? sourceOf(element, name)
        : name === "controls" || element.properties[name];
    if (value === undefined || value === null || value === false) continue;
    if (value === true) written += ` ${name.toLowerCase()}`;
    else if (name === "srcSet") written += writeSrcset(String(value), url);
    else if (isUrlProperty(name)) {
      const absolute = resolve(name, String(value), url);
      if (absolute !== undefined) written += attribute(name, absolute);
    } else if (!looksUnsafe(name, value as Properties[string])) {
      written += attribute(name.toLowerCase(), String(value));
    }
  }
  const isUseless =
    (tagName === "a" && !written.includes(" href=")) ||
    (/^(?:img|source|track)$/.test(tagName) && !/ src(?:set)?=/.test(written));
  return isUseless ? undefined : written;
}

/** Makes a URL absolute; only in a link, an empty one means the page itself. */
function resolve(name: string, raw: string, base: string): string | undefined {
  if (name === "href") return toFeedUrl(raw, base);
  return raw.trim() === "" ? undefined : toPageUrl(raw, base);
}

/** Attributes in which lazy-loading scripts look for the URL. */
const lazySources = {
  src: ["dataSrc", "dataLazySrc", "dataOriginal", "dataLazy"],
  srcSet: ["dataSrcSet", "dataSrcset", "dataLazySrcset", "dataOriginalSet"],
} as const;

/** The URL or URLs that an element shows, including those that a lazy-loading script would load. */
export function sourceOf(element: Element, name: "src" | "srcSet"): unknown {
  const { properties } = element;
  const own = properties[name];
  return isPlaceholder(element, own) ? (lazySourceOf(element, name) ?? own) : own;
}

/** The URL that a lazy-loading script would load. */
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
    // Only lazy-loading scripts use attributes with these names.
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
