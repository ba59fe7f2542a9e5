/** Schemes allowed in a post. Everything else runs code, opens another program, or hides what it loads. */
const safeSchemes: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);

/** Attributes that hold one URL, each with the elements for which this is true; an empty list means all elements. */
const urlAttributes: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map(
  Object.entries({
    action: ["form"],
    background: ["body", "table", "tbody", "td", "tfoot", "th", "thead", "tr"],
    cite: ["blockquote", "del", "ins", "q"],
    classid: ["object"],
    codebase: ["applet", "object"],
    data: ["object"],
    dynsrc: [],
    formaction: [],
    href: [],
    longdesc: [],
    lowsrc: [],
    manifest: ["html"],
    poster: [],
    src: [],
    "xlink:href": [],
  }),
);

/** Whether an attribute holds one URL. */
export function isUrlAttribute(name: string, element?: string): boolean {
  const elements = urlAttributes.get(name);
  return (
    elements !== undefined && (elements.length === 0 || element === undefined || elements.includes(element))
  );
}

/** The same for a property of hast, such as `formAction`. */
export function isUrlProperty(name: string): boolean {
  return isUrlAttribute(name === "xLinkHref" ? "xlink:href" : name.toLowerCase());
}

/**
 * Whether a URL is allowed in a post: `http`, `https`, `mailto`, `tel`, or relative (a path, a query, a fragment,
 * `//host`). It reads the URL as a browser does, which drops tabs and line ends anywhere and control characters and
 * spaces in front, so that no spelling of `javascript:` passes.
 *
 * @param url - the URL in an attribute, character references decoded
 * @example
 * ```ts
 * import { isSafeUrl } from "galley/markdown";
 *
 * console.log(isSafeUrl("https://example.com/"), isSafeUrl("../notes?at=10:30"), isSafeUrl("#top"));
 * console.log(isSafeUrl("javascript:alert(1)"), isSafeUrl(" java\nscript:alert(1)"), isSafeUrl("data:text/html,x"));
 * // → true true true
 * // → false false false
 * ```
 */
export function isSafeUrl(url: string): boolean {
  return hasSafeScheme(url, safeSchemes);
}

/** As {@linkcode isSafeUrl}, with additional allowed schemes. */
export function hasSafeScheme(url: string, more: ReadonlySet<string>): boolean {
  const scheme = schemeOf(url);
  return scheme === undefined || safeSchemes.has(scheme) || more.has(scheme);
}

/** The scheme of a URL in lower case, or `undefined` when it is relative. */
export function schemeOf(url: string): string | undefined {
  let start = 0;
  while (start < url.length && url.charCodeAt(start) <= 0x20) start += 1;
  for (let index = start; index < url.length; index++) {
    const code = url.charCodeAt(index);
    if (code === 0x3a) {
      return index === start
        ? undefined
        : url
            .slice(start, index)
            .replace(/[\t\n\r]/g, "")
            .toLowerCase();
    }
    const letter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    const other = (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e;
    const dropped = code === 0x09 || code === 0x0a || code === 0x0d;
    if (!letter && !dropped && !(other && index > start)) return undefined;
  }
  return undefined;
}

/** White space, control characters and characters without width. */
const blanks: RegExp = /[\s\0-\x1f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f]/g;

/** A URL as read by filters that ignore spaces: to a browser `java script:…` is a path, to some filters a scheme. */
export function withoutBlanks(url: string): string {
  return url.replace(blanks, "");
}

/**
 * Percent-encodes, as a browser would, what could be taken for something else: blanks that hide a scheme from some
 * filters, and `<` and `>` where they could end a tag.
 */
export function encodeUrl(url: string, more: ReadonlySet<string>): string {
  const plain = hasSafeScheme(withoutBlanks(url), more)
    ? url
    : url.replace(/[\t\n\r]/g, "").replace(blanks, encodeURIComponent);
  return />|<\//.test(plain) ? plain.replaceAll("<", "%3C").replaceAll(">", "%3E") : plain;
}

/** One candidate of a `srcset` attribute. */
export interface ImageCandidate {
  url: string;
  /** Such as `2x` or `640w`; may be empty. */
  descriptor: string;
}

/**
 * Reads a `srcset` attribute as the HTML standard does: a URL ends at white space, so it may contain commas; only commas
 * at its end or after its descriptor separate two candidates.
 */
export function readSrcset(text: string): ImageCandidate[] {
  const candidates: ImageCandidate[] = [];
  readCandidates(text, (url, descriptor) => candidates.push({ url, descriptor }));
  return candidates;
}

/** Replaces the URL of each candidate, and keeps the rest. Spaces, and commas at either end of a new URL, are encoded. */
export function mapSrcset(text: string, map: (url: string) => string): string {
  let mapped = "";
  let copied = 0;
  readCandidates(text, (url, _descriptor, start) => {
    mapped += text.slice(copied, start) + map(url).replace(/[\t\n\f\r ]|^,+|,+$/g, encodeURIComponent);
    copied = start + url.length;
  });
  return mapped + text.slice(copied);
}

function readCandidates(
  text: string,
  onCandidate: (url: string, descriptor: string, start: number) => void,
): void {
  const token = /[\t\n\f\r ,]*([^\t\n\f\r ]+)/y;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const written = match[1] as string;
    const urlStart = token.lastIndex - written.length;
    let length = written.length;
    while (written[length - 1] === ",") length--;
    let descriptor = "";
    if (length === written.length) {
      const start = token.lastIndex;
      const end = endOfDescriptor(text, start);
      descriptor = text.slice(start, end).trim();
      token.lastIndex = end + 1;
    }
    if (length > 0) onCandidate(written.slice(0, length), descriptor, urlStart);
  }
}

/** The next comma outside parentheses, or the end. */
function endOfDescriptor(text: string, start: number): number {
  let index = start;
  for (; index < text.length && text[index] !== ","; index++) {
    if (text[index] !== "(") continue;
    const close = text.indexOf(")", index);
    if (close === -1) return text.length;
    index = close;
  }
  return index;
}
