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
