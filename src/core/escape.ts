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

/** Control characters but tab and line ends, halves of surrogate pairs, and code points that are not characters. */
const notXml: RegExp = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** Drops the characters that XML 1.0 forbids, and those it advises against. None of them shows anything. */
export function toXmlCharacters(text: string): string {
  return text.replace(notXml, "");
}
