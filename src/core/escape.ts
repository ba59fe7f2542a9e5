/** Elements without contents and without an end tag. */
export const voidElements: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

const references: Readonly<Record<string, string>> = {
  "&": "&#x26;",
  "<": "&#x3C;",
  ">": "&#x3E;",
  '"': "&#x22;",
};

/** Writes plain text as the content of an HTML element, with the references that hast-util-to-html uses. */
export function escapeHtml(text: string): string {
  return /[&<]/.test(text) ? text.replace(/[&<]/g, (sign) => references[sign] as string) : text;
}

/** Writes plain text as the value of an HTML attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return /[&"]/.test(text) ? text.replace(/[&"]/g, (sign) => references[sign] as string) : text;
}

/** Writes plain text as the content of an XML element or the value of an XML attribute in double quotes. */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => references[sign] as string) : text;
}

/** Writes plain text as the content of an XML or HTML element, quotes as they are. */
export function escapeXmlText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => references[sign] as string) : text;
}

/** Control characters except tab and line ends, lone surrogates, and noncharacters. */
const notXml: RegExp = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** Removes the characters that XML 1.0 forbids or discourages. None of them is visible. */
export function toXmlCharacters(text: string): string {
  return text.replace(notXml, "");
}
