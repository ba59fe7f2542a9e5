import { foreignContent, type Token } from "parse5";
import { show } from "../core/check-options.ts";
import { createHtmlTokenizer } from "./html-tokenizer.ts";
import { voids } from "./raw-tags.ts";
import { isUrlAttribute, mapSrcset } from "./urls.ts";

/** Where a URL was found. */
export interface UrlPlace {
  /** Name of the element in lower case. */
  element: string;
  /** Name of the attribute in lower case. */
  attribute: string;
}

/**
 * Rewrites the addresses in HTML: `href`, `src`, every candidate of `srcset` and `imagesrcset`, every URL of `ping`,
 * `poster`, `cite`, `action`, `formaction`, `data`, `background`, `longdesc` and the like. Each is given to the callback
 * once, in document order. Everything else keeps its bytes: text, comments, scripts, styles, and addresses for which the
 * callback returns `undefined`.
 *
 * @param html - a fragment or a whole page
 * @param rewrite - gets the value of the attribute with character references decoded; returns the new URL, which is
 *   escaped for the quotes around it, or `undefined` to leave it as written
 * @returns the HTML with the new addresses
 * @throws TypeError when `html` is not a string, `rewrite` is not a function, or it returns anything else
 * @example
 * ```ts
 * import { rewriteUrls } from "galley/markdown";
 *
 * const html = `<a href="old/?a&amp;b">old/</a> <img srcset='cat.png, cat-2.png 2x' src=cat.png>`;
 * console.log(rewriteUrls(html, (url, { element }) => (element === "img" ? `/files/${url}` : undefined)));
 * // → <a href="old/?a&amp;b">old/</a> <img srcset='/files/cat.png, /files/cat-2.png 2x' src="/files/cat.png">
 * ```
 */
export function rewriteUrls(
  html: string,
  rewrite: (url: string, place: UrlPlace) => string | undefined,
): string {
  if (typeof html !== "string") throw new TypeError(`Expected HTML as a string, received ${show(html)}`);
  if (typeof rewrite !== "function") {
    throw new TypeError(`Expected a function that rewrites a URL, received ${show(rewrite)}`);
  }
  const pieces: string[] = [];
  let copied = 0;
  const elements = new OpenElements();
  const tokenizer = createHtmlTokenizer(
    {
      onStartTag(tag) {
        elements.open(tag);
        for (const { name, value } of tag.attrs) {
          const map = mapperOf(tag.tagName, name);
          if (map === undefined) continue;
          const { startOffset, endOffset } = tag.location!.attrs![name]!;
          const written = html.slice(startOffset, endOffset);
          const place = { element: tag.tagName, attribute: name };
          const changed = rewriteAttribute(written, value, map, (url) => rewrite(url, place));
          if (changed === written) continue;
          pieces.push(html.slice(copied, startOffset), changed);
          copied = endOffset;
        }
      },
      onEndTag: ({ tagName }) => elements.close(tagName),
      mayBeMarkup: () => elements.isForeign,
      isForeign: () => elements.isForeign,
    },
    true,
  );
  tokenizer.write(html, true);
  return pieces.join("") + html.slice(copied);
}

/** Replaces each URL in the value of an attribute. */
type MapUrls = (value: string, map: (url: string) => string) => string;

/** How to find the URLs in an attribute; `undefined` when it contains none. */
function mapperOf(element: string, attribute: string): MapUrls | undefined {
  if (attribute === "srcset" || attribute === "imagesrcset") return mapSrcset;
  if (attribute === "ping") return mapWords;
  return isUrlAttribute(attribute, element) ? (value, map) => map(value) : undefined;
}

const mapWords: MapUrls = (value, map) =>
  value.replace(/[^\t\n\f\r ]+/g, (url) => map(url).replace(/[\t\n\f\r ]/g, encodeURIComponent));

/** Rewrites the URLs of an attribute, and leaves the rest of it as written. */
function rewriteAttribute(
  written: string,
  value: string,
  mapUrls: MapUrls,
  rewrite: (url: string) => unknown,
): string {
  const results: (string | undefined)[] = [];
  mapUrls(value, (url) => {
    const result = rewrite(url);
    if (result !== undefined && typeof result !== "string") {
      throw new TypeError(`Expected the new URL as a string, or undefined, received ${show(result)}`);
    }
    results.push(result === url ? undefined : result);
    return url;
  });
  if (results.every((result) => result === undefined)) return written;

  const head = /^[^=]*(?:=[\t\n\f\r ]*)?/.exec(written)![0];
  const tail = written.slice(head.length);
  const isQuoted = /^["']/.test(tail);
  const quote = isQuoted ? tail.charAt(0) : '"';
  const encode = (text: string): string =>
    text.replaceAll("&", "&#x26;").replaceAll(quote, quote === '"' ? "&#x22;" : "&#x27;");
  const inner = isQuoted ? tail.slice(1, -1) : tail;
  const shape = (text: string): string => mapUrls(text, () => "x");
  const changed =
    shape(inner) === shape(value)
      ? mapUrls(inner, (url) => {
          const result = results.shift();
          return result === undefined ? url : encode(result);
        })
      : // What separates two URLs is a character reference.
        encode(mapUrls(value, (url) => results.shift() ?? url));
  return `${head}${head.includes("=") ? "" : "="}${quote}${changed}${quote}`;
}

/** Parts of SVG and MathML that hold HTML. */
const holders: ReadonlySet<string> = new Set(
  "foreignobject desc title annotation-xml mi mo mn ms mtext".split(" "),
);

/** Keeps track of SVG and MathML, in which CDATA sections exist and `<style>` holds markup. */
class OpenElements {
  readonly #open: { name: string; isForeign: boolean }[] = [];
  readonly #counts = new Map<string, number>();

  get isForeign(): boolean {
    return this.#open.at(-1)?.isForeign ?? false;
  }

  open(tag: Token.TagToken): void {
    const name = tag.tagName;
    if (this.isForeign && foreignContent.causesExit(tag)) this.#exit();
    const isForeign = this.isForeign || name === "svg" || name === "math";
    if (isForeign ? tag.selfClosing : voids.has(name)) return;
    this.#open.push({ name, isForeign: isForeign && !(this.isForeign && holders.has(name)) });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  close(name: string): void {
    if (this.isForeign && (name === "p" || name === "br")) this.#exit();
    if (!this.#counts.get(name)) return;
    while (this.#pop() !== name);
  }

  #pop(): string {
    const { name } = this.#open.pop()!;
    this.#counts.set(name, this.#counts.get(name)! - 1);
    return name;
  }

  /** An HTML element that is not allowed in SVG ends the SVG. */
  #exit(): void {
    while (this.isForeign) this.#pop();
  }
}
