import { isHtmlName } from "./html-names.ts";

const wordJoiner = "\u2060";

/**
 * Writes plain text as the content of an element that cannot say of what type it is: all of RSS, names in Atom. `&` and
 * `<` become hexadecimal references, the RSS profile's way to say that the text is plain and not HTML. Two things are
 * read as faults however they are encoded, the end tag of an HTML element and text that looks as if it had been encoded
 * twice (`Ã©`); an invisible word joiner inside keeps such a text what it is to the eye.
 */
export function plainText(text: string): string {
  return escapeXml(joined(text));
}

/**
 * Writes a plain text as the rest of an Atom text construct, from its `type` on. `text` it is, unless a validator would
 * take that for HTML that is not declared; then it is declared HTML, in which the text is escaped.
 */
export function atomText(text: string): string {
  return hasHtmlEndTag(text) || isDoubleEncoded(text)
    ? ` type="html">${cdata(escapeHtml(text))}`
    : ` type="text">${escapeXml(text)}`;
}

/** Writes an attribute's value. */
export function xmlAttribute(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => references[sign] as string);
}

/** Writes plain text as HTML. */
export function escapeHtml(text: string): string {
  return breakDoubleEncoding(escapeXml(text));
}

/** Wraps HTML, every `]]>` in it split. */
export function cdata(html: string): string {
  return `<![CDATA[${html.includes("]]>") ? html.replaceAll("]]>", "]]]]><![CDATA[>") : html}]]>`;
}

/**
 * Writes the second sign of pairs such as `Â©` as a reference. HTML means the same by it; a validator that looks for
 * UTF-8 that was read as Latin-1 finds nothing.
 */
export function breakDoubleEncoding(html: string): string {
  return html.replace(
    /([\xC2\xC3])([\xA0-\xBF])/g,
    (_pair, first: string, second: string) =>
      `${first}&#x${second.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

const references: Record<string, string> = { "&": "&#x26;", "<": "&#x3C;", ">": "&#x3E;", '"': "&#x22;" };

function escapeXml(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => references[sign] as string) : text;
}

const endTag: RegExp = /<\/([A-Za-z][A-Za-z0-9]*)>/g;

function hasHtmlEndTag(text: string): boolean {
  return text.includes("</") && [...text.matchAll(endTag)].some(([, name = ""]) => isHtmlName(name));
}

function joined(text: string): string {
  const apart = text.includes("</")
    ? text.replace(endTag, (tag, name: string) => (isHtmlName(name) ? `</${name}${wordJoiner}>` : tag))
    : text;
  return isDoubleEncoded(apart) ? apart.replace(/([\xC2\xC3])(?=[\xA0-\xBF])/g, `$1${wordJoiner}`) : apart;
}

/** Whether the text is UTF-8 that was read as Latin-1. */
function isDoubleEncoded(text: string): boolean {
  if (!/[\xC2\xC3][\xA0-\xBF]/.test(text) || /[^\0-\xFF]/.test(text)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}
