import { findTemplateTags, type TemplateTag } from "./template-tags.ts";

/** Whether an address holds template syntax. */
export function hasTemplate(url: string): boolean {
  return url.includes("{") && findTemplateTags(url).length > 0;
}

/**
 * Reads the template syntax in an address, where what the author meant is known: a reference to a file, which Hugo and
 * Jekyll look up, or a path below the root of the site.
 *
 * @param url - an address as the author wrote it: `{{< ref "a.md#x" >}}`, `{{ site.baseurl }}/x/`
 * @returns `undefined` if only the other tool knows where it leads
 */
export function resolveTemplateUrl(url: string): string | undefined {
  const tags = findTemplateTags(url);
  let path = "";
  let isFile = false;
  let isRooted = false;
  let from = 0;
  for (const tag of tags) {
    const before = url.slice(from, tag.start);
    from = tag.end;
    // Nothing but the root of the site comes before what a tag stands for.
    if (path !== "" || (before !== "" && before !== "/")) return undefined;
    const file = fileOf(tag);
    const value = file ?? pathOf(tag);
    if (value === undefined) return undefined;
    path = value;
    isFile = file !== undefined;
    if (!isFile) isRooted = true;
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
const literal: RegExp = /^(?:"([^"]*)"|'([^']*)')((?:\s*\|\s*[^|]+)+)$/;
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
