/** A part of a text. */
export interface Span {
  start: number;
  end: number;
}

/** A tag of a template language in a text. */
export interface TemplateTag extends Span {
  /** `{% %}`, `{{ }}`, `{{< >}}` or `{{% %}}`, `{# #}`, `{/* *\/}`. */
  kind: "tag" | "variable" | "shortcode" | "comment" | "mdx-comment";
  /** The name of a tag or shortcode, without a slash: `highlight` in `{% highlight js %}`. */
  name: string;
  /** `open` may have a closing tag; `alone` ends with a slash, as in `{{< figure />}}`. */
  form: "open" | "close" | "alone";
  /** The text between the delimiters, without spaces and the dashes of `{%- -%}`. */
  inner: string;
}

/** The maximum length of a tag. */
const maxTag = 2000;

/** What may begin a tag. `{%22` is part of a URL, `{#id}` an attribute. The last is Pelican's, at the start of an address. */
const opening: RegExp =
  /\{\{[<%]|\{\{|\{%(?=[-~+]?\s*[a-z_/#])|\{#(?=[-\s])|\{\s{0,9}\/\*|(?<=\]\(<?|\]:[ \t]{0,3}<?|(?:href|src)=["'])\{(?:filename|static|attach|tag|category|author|index)\}/gi;

/** Pelican's `{filename}/a.md`: a path from the root of the content, or from the post. Only it knows the address of `{tag}`. */
const pelican: RegExp = /^\{(?:(filename|static|attach)|tag|category|author|index)\}/;

/** Whether a text may hold what `resolveTemplateUrl` reads; nearly free. */
export function mayHaveTemplate(source: string): boolean {
  return /\{(?:[{%]|# |\s*\/\*|(?:filename|static|attach|tag|category|author|index)\})/.test(source);
}

const closings: Readonly<Record<string, string>> = {
  "{{<": ">}}",
  "{{%": "%}}",
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
};

const kinds: Readonly<Record<string, TemplateTag["kind"]>> = {
  "{{": "variable",
  "{%": "tag",
  "{#": "comment",
};

/** `${{ }}` is GitHub Actions, `\frac{{a}}` and `x^{{2}}` are TeX, `style={{ }}` is JSX, `\{{` is meant as text. */
const notTemplate: RegExp = /(?:[$^_\\]|\\[a-z]+)$/i;

/** Hugo writes `{{</* name *\/>}}` to show a shortcode. */
const shownShortcode: RegExp = /^\{\{[<%]\/\*/;

/**
 * Finds the tags of template languages in a text: Liquid, Nunjucks, Jinja and Twig, Handlebars, Hugo, and comments of
 * MDX. Text in `{% raw %}` is not a tag.
 *
 * @param code - spans of code, in order; a tag neither begins in one nor reaches into one
 */
export function findTemplateTags(text: string, code: readonly Span[] = []): TemplateTag[] {
  const tags: TemplateTag[] = [];
  if (!text.includes("{")) return tags;
  /** Names without a closing tag: a text may open one of them at each word. */
  const unclosed = new Set<string>();
  let next = 0;
  opening.lastIndex = 0;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const start = found.index;
    while (next < code.length && code[next]!.end <= start) next++;
    if (next < code.length && code[next]!.start <= start) {
      opening.lastIndex = code[next]!.end;
      continue;
    }
    const tag = readTag(text, start, found[0]);
    if (tag === undefined || (next < code.length && code[next]!.start < tag.end)) {
      opening.lastIndex = start + found[0].length;
      continue;
    }
    const from = opening.lastIndex;
    tags.push(tag);
    opening.lastIndex = Math.max(from, tag.end);
    if (tag.kind !== "tag" || tag.form !== "open" || !/^(?:raw|verbatim)$/.test(tag.name)) continue;
    if (unclosed.has(tag.name)) continue;
    const close = findClosingTag(text, tag.name, tag.end);
    if (close === undefined) {
      unclosed.add(tag.name);
      continue;
    }
    tags.push({ ...close, kind: "tag", name: tag.name, form: "close", inner: `end${tag.name}` });
    opening.lastIndex = close.end;
  }
  return tags;
}

function readTag(text: string, start: number, open: string): TemplateTag | undefined {
  if (notTemplate.test(text.slice(Math.max(0, start - 20), start))) return undefined;
  if (pelican.test(open)) {
    const name = open.slice(1, -1);
    return { start, end: start + open.length, kind: "variable", name, form: "alone", inner: open };
  }
  const window = text.slice(start, start + maxTag);
  const isMdx = open.endsWith("*");
  const close = isMdx ? (/\*\/\s*\}/.exec(window)?.[0] ?? "") : (closings[open] as string);
  const stop = close === "" ? -1 : window.indexOf(close, open.length);
  if (stop < 0) return undefined;
  const written = window.slice(0, stop);
  if (/\n[ \t]*\n/.test(written) || shownShortcode.test(written)) return undefined;
  let end = start + stop + close.length;
  // `{{{ html }}}` of Handlebars.
  if (open === "{{" && written[2] === "{" && text[end] === "}") end++;
  const inner = written
    .slice(open.length)
    .replace(/^[-~+{]?\s+|^[-~+{]|\s+[-~+]?$|[-~+]$/g, "")
    .trim();
  if (open === "{{" && text[start - 1] === "=" && inner.includes(":")) return undefined;
  if (open === "{{" && !/^[\w"'.$@/#^&>!(`\p{L}]/u.test(inner)) return undefined;
  const kind = isMdx ? "mdx-comment" : (kinds[open] ?? "shortcode");
  const [, slash = "", name = ""] = /^(\/|end_?(?=[a-z]|$))?\s*([\w-]*)/i.exec(inner) ?? [];
  // Only template tags close by `end…`; a shortcode may be called `endnote`.
  const isClosing = slash === "/" || (slash !== "" && kind === "tag");
  const form = isClosing ? "close" : inner.endsWith("/") ? "alone" : "open";
  return { start, end, kind, name: isClosing || slash === "" ? name : slash + name, form, inner };
}

/** Finds the tag that closes another: `{% endname %}`, `{% end_name %}`, `{{< /name >}}`. */
export function findClosingTag(text: string, name: string, from = 0): Span | undefined {
  if (!/^[\w-]+$/.test(name)) return undefined;
  const closing = new RegExp(
    `\\{%[-~+]?\\s*(?:end_?|\\/\\s*)${name}\\b[^%\\n]*%\\}|\\{\\{[<%]-?\\s*\\/\\s*${name}\\b[^}\\n]*\\}\\}`,
    "g",
  );
  closing.lastIndex = from;
  const found = closing.exec(text);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** Whether an address holds template syntax. */
export function hasTemplate(url: string): boolean {
  return pelican.test(url) || (url.includes("{") && findTemplateTags(url).length > 0);
}

/**
 * Reads template syntax in an address if its meaning is known: a reference to a file, which Hugo and
 * Jekyll look up, or a path below the root of the site.
 *
 * @param url - an address as the author wrote it: `{{< ref "a.md#x" >}}`, `{{ site.baseurl }}/x/`
 * @returns `undefined` if only the other tool knows its target
 */
export function resolveTemplateUrl(url: string): string | undefined {
  const prefix = pelican.exec(url);
  if (prefix) return prefix[1] ? url.slice(prefix[0].length) : undefined;
  const tags = findTemplateTags(url);
  let path = "";
  let isFile = false;
  let isRooted = false;
  let from = 0;
  for (const tag of tags) {
    const before = url.slice(from, tag.start);
    from = tag.end;
    // Only the root of the site may come before the value of a tag.
    if (path !== "" || (before !== "" && before !== "/")) return undefined;
    const file = fileOf(tag);
    const value = file ?? pathOf(tag);
    if (value === undefined) return undefined;
    path = value;
    isFile = file !== undefined;
    // `{{ "a.png" }}` is what it says: no filter puts the root in front of it.
    isRooted ||= !isFile && !/^(?:"[^"]*"|'[^']*')$/.test(tag.inner);
  }
  const rest = url.slice(from);
  if (isFile) return rest === "" || /^[#?]/.test(rest) ? path + rest : undefined;
  path += rest;
  if (isRooted && !/^(?:[/#?]|[a-z][a-z\d+.-]*:)/i.test(path)) path = `/${path}`;
  return path;
}

/** The file that a tag names. */
function fileOf({ kind, name, inner }: TemplateTag): string | undefined {
  const argument = /^[\w-]+\s+(?:path\s*=\s*)?(?:"([^"]+)"|'([^']+)'|`([^`]+)`|([^\s"'`=|]+)(?=\s*$))/.exec(
    inner,
  );
  const path = argument?.slice(1).find((group) => group !== undefined);
  if (path === undefined) return undefined;
  if (kind === "shortcode" && /^(?:rel)?ref$/.test(name)) {
    // "/about" and "/topics/a" may be any page of the site.
    return /^[/#]|\.[a-z]+(?:#|$)/i.test(path) ? path : path.replace(/(?=#|$)/, ".md");
  }
  if (kind !== "tag") return undefined;
  if (name === "link") return path.startsWith("/") ? path : `/${path}`;
  if (name === "post_url" || name === "post_path")
    return /\.(?:md|markdown)$/.test(path) ? path : `${path}.md`;
  return undefined;
}

const root: RegExp =
  /^(?:(?:site|config)\.(?:url|baseurl|base_url|github\.url|root)|base_?(?:url|path)|\.?\$?\.?Site\.BaseURL|absURL "\/?")$/i;
const literal: RegExp = /^(?:"([^"]*)"|'([^']*)')((?:\s*\|\s*[^|]+)*)$/;
const rootFilter: RegExp =
  /^(?:(?:relative|absolute)_url|url(?:_for)?|(?:rel|abs)(?:Lang)?URL|prepend:\s*(?:site\.(?:base)?url|"\/"|'\/'))$/;

/** The path of a tag that only puts the root of the site in front of it; `""` for the root. */
function pathOf({ kind, inner }: TemplateTag): string | undefined {
  if (kind !== "variable") return undefined;
  if (root.test(inner)) return "";
  const found = literal.exec(inner);
  if (found !== null) {
    const [, double, single, filters = ""] = found;
    const isKnown = filters
      .split("|")
      .slice(1)
      .every((filter) => rootFilter.test(filter.trim()));
    return isKnown ? (double ?? single) : undefined;
  }
  return /^(?:rel|abs)(?:Lang)?URL\s+"([^"]+)"$/.exec(inner)?.[1];
}
