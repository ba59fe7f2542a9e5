// A fast check of HTML that is too long for a DOM: every tag, read strictly.

const tag = /<(?:\/([a-z][a-z0-9]*)>|([a-z][a-z0-9]*))/y;
const attribute = /\s+([a-z][a-z0-9:-]*)(?:="([^"]*)"|='([^']*)')?/y;
const forbidden =
  /^(?:applet|base|body|button|embed|form|frame|frameset|head|html|iframe|link|math|meta|noembed|noframes|noscript|object|plaintext|script|select|style|svg|template|textarea|title|xmp)$/;
const address = /^(?:href|src|poster|cite|longdesc|action|background|formaction|srcset)$/;
const scheme =
  /^[^a-z]*(?:j\s*a\s*v\s*a|v\s*b|l\s*i\s*v\s*e)\s*s\s*c\s*r\s*i\s*p\s*t\s*(?::|&)|^\s*(?:data|blob|file|filesystem):/i;

/** The first forbidden part of HTML, or `undefined`. */
export function scanTags(html) {
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at)) {
    tag.lastIndex = at;
    const match = tag.exec(html);
    if (!match) return `a bare "<": ${html.slice(at, at + 40)}`;
    at = tag.lastIndex;
    const [, closed, opened] = match;
    if (forbidden.test(closed ?? opened)) return `element ${closed ?? opened}`;
    if (closed) continue;
    for (;;) {
      attribute.lastIndex = at;
      const found = attribute.exec(html);
      if (!found) break;
      at = attribute.lastIndex;
      const [, name, double, single] = found;
      if (/^on|^style$|^srcdoc$|^formaction$/.test(name)) return `attribute ${name}`;
      if (address.test(name) && scheme.test(double ?? single ?? ""))
        return `${name}=${(double ?? single).slice(0, 40)}`;
    }
    if (html[at] !== ">" && html.slice(at, at + 3) !== " />")
      return `a tag that goes on: ${html.slice(at, at + 40)}`;
  }
  return undefined;
}
