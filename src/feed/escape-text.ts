import { isHtmlName } from "./html-names.ts";

const wordJoiner = "\u2060";

/**
 * Writes plain text as the content of an element that cannot say of what type it is: all of RSS, names in Atom. `&` and
 * `<` become hexadecimal references, the RSS profile's way to say that the text is plain and not HTML. The end tag of an
 * HTML element is taken for HTML however it is encoded; an invisible word joiner inside keeps it what it is to the eye.
 */
export function plainText(text: string): string {
  const apart = text.includes("</")
    ? text.replace(endTag, (tag, name: string) => (isHtmlName(name) ? `</${name}${wordJoiner}>` : tag))
    : text;
  return escapeXml(apart);
}

/**
 * Writes a plain text as the rest of an Atom text construct, from its `type` on. `text` it is, unless a validator would
 * take that for HTML that is not declared; then it is declared HTML, in which the text is escaped.
 */
export function atomText(text: string): string {
  return hasHtmlEndTag(text) ? ` type="html">${cdata(escapeXml(text))}` : ` type="text">${escapeXml(text)}`;
}

/** Writes an attribute's value. */
export function xmlAttribute(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => references[sign] as string);
}

/** Writes plain text as HTML or as XML, which spell these signs alike. */
export function escapeXml(text: string): string {
  const escaped = /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => references[sign] as string) : text;
  return breakDoubleEncoding(escaped);
}

/** Wraps HTML, every `]]>` in it split. */
export function cdata(html: string): string {
  return `<![CDATA[${html.includes("]]>") ? html.replaceAll("]]>", "]]]]><![CDATA[>") : html}]]>`;
}

/**
 * Writes the second sign of pairs such as `Ã©` as a reference, which HTML and XML read as the same. A validator takes
 * such a pair for UTF-8 that was read as Latin-1; a pair it does not see together it lets pass.
 */
export function breakDoubleEncoding(text: string): string {
  return /[\xC2\xC3][\xA0-\xBF]/.test(text)
    ? text.replace(
        /(?<=[\xC2\xC3])[\xA0-\xBF]/g,
        (sign) => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`,
      )
    : text;
}

const references: Record<string, string> = { "&": "&#x26;", "<": "&#x3C;", ">": "&#x3E;", '"': "&#x22;" };

const endTag: RegExp = /<\/([A-Za-z][A-Za-z0-9]*)>/g;

function hasHtmlEndTag(text: string): boolean {
  return text.includes("</") && [...text.matchAll(endTag)].some(([, name = ""]) => isHtmlName(name));
}
