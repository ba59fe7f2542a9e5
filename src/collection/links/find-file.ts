import { appendTo } from "../../core/append-to.ts";
import { decodeUri } from "../../core/decode-uri.ts";
import { markdownFile } from "../../core/markdown-files.ts";
import { slugFromPath } from "../../slug/slug-from-path.ts";

/** The fields that `createFileFinder` reads. */
interface PostFile {
  slug?: string | undefined;
  path?: string | undefined;
  lang?: string | undefined;
}

/** A link, read as a path. */
interface FileLink {
  /** Without query and fragment, percent codes decoded. */
  path: string;
  /** Query and fragment as written. */
  suffix: string;
  /**
   * `"root"`: Zola's `@/posts/a.md` and Docusaurus's `@site/blog/a.md`, from the root of the content. `"anywhere"`: a page by its name or path, with or
   * without the extension, as in templates of Hugo and Jekyll.
   */
  reference?: "root" | "anywhere";
}

const hugo: RegExp = /^\{\{[<%]-?\s*(?:rel)?ref\s+(?:path=)?(["'`]?)([^"'`\s]+)\1[^}]*[>%]\}\}(.*)$/s;
const jekyll: RegExp = /^(?:\{\{[^{}]*\}\})?\{%-?\s*(post_url|link)\s+(["']?)([^"'\s]+)\2\s*-?%\}(.*)$/s;

/**
 * Reads a link to a file in any of the ways in use: a path, Zola's `@/…`, Docusaurus's `@site/…`, and, where no template engine has replaced
 * them, Hugo's `{{< ref "a.md" >}}` and Jekyll's `{% post_url 2026-01-02-a %}`, percent-encoded or not.
 */
export function readFileLink(url: string): FileLink {
  if (/[{]|%7b/i.test(url)) {
    const template = decodeUri(url);
    const [, , page, rest = ""] = hugo.exec(template) ?? [];
    if (page !== undefined) return { ...split(page + rest), reference: "anywhere" };
    const [, tag, , file, end = ""] = jekyll.exec(template) ?? [];
    if (file !== undefined) {
      const path = tag === "link" ? file.replace(/^\/?/, "/") : file.replace(/(?:\.md)?$/, ".md");
      return { ...split(path + end), reference: "anywhere" };
    }
  }
  const [root] = /^@(?:site)?(?=\/)/.exec(url) ?? [];
  return root === undefined ? split(url) : { ...split(url.slice(root.length)), reference: "root" };
}

function split(url: string): FileLink {
  const at = url.search(/[?#]/);
  return at === -1
    ? { path: decodeUri(url), suffix: "" }
    : { path: decodeUri(url.slice(0, at)), suffix: url.slice(at) };
}

export function isMarkdownFile(path: string): boolean {
  return markdownFile.test(path);
}

/** What `createFileFinder` found. */
interface FoundFile<P> {
  post?: P | undefined;
  /** The path that was looked for first. */
  wanted: string;
  /** If no post was found: the path of the only post that differs only in case. */
  similar?: string | undefined;
}

/** A post that has a file. */
interface Entry<P> {
  post: P;
  path: string;
  /** The path without extension; for an `index` file the folder. */
  names: readonly string[];
}

/**
 * Makes a function that finds the post whose file a link names: relative to the post that contains the link, from the
 * root of the posts' paths, then, as Hugo does, by a file name or the end of a path that only one post has. Posts without
 * a path are found by the slug that such a file would have.
 */
export function createFileFinder<P extends PostFile>(
  posts: readonly P[],
): (link: FileLink, from: PostFile | undefined) => FoundFile<P> | undefined {
  const byPath = new Map<string, Entry<P>>();
  /** By the last part of the name in lower case, to search for the end of a path. */
  const byEnd = new Map<string, Entry<P>[]>();
  /** Posts without a path. */
  const bySlug = new Map<string, P>();
  for (const post of posts) {
    if (typeof post.path !== "string") {
      if (post.slug !== undefined && !bySlug.has(post.slug)) bySlug.set(post.slug, post);
      continue;
    }
    const path = normalizePath(post.path);
    if (byPath.has(path)) continue;
    const stem = path.replace(markdownFile, "");
    const folder = stem.replace(/\/_?index$/, "");
    const entry = { post, path, names: folder === stem ? [stem] : [stem, folder] };
    byPath.set(path, entry);
    for (const name of entry.names) appendTo(byEnd, lastOf(name).toLowerCase(), entry);
  }

  return (link, from) => {
    const { reference } = link;
    const isRooted = link.path.startsWith("/");
    const path = isRooted ? link.path.slice(1) : link.path;
    if (!/[\p{L}\p{N}]/u.test(path)) return undefined;
    const relative =
      isRooted || from?.path === undefined ? undefined : normalizePath(`${from.path}/../${path}`);
    const rooted = normalizePath(path).replace(/^(?:\.\.\/)+/, "");
    const wanted = relative ?? rooted;
    // A plain path without the extension is more often the address of a page.
    const mayEnd = reference !== undefined || markdownFile.test(path);
    const found =
      (relative === undefined ? undefined : find(relative, true, from)) ??
      find(rooted, true, from) ??
      (mayEnd ? find(rooted, false, from) : undefined) ??
      (reference === undefined ? undefined : findBelow(rooted, from));
    const post = found?.post ?? (mayEnd ? bySlug.get(slugFromPath(rooted)) : undefined);
    if (post !== undefined) return { post, wanted };
    // Without an extension, it may be any page.
    if (!markdownFile.test(path)) return undefined;
    const similar = candidates(wanted, (a, b) => a.toLowerCase() === b.toLowerCase(), false);
    return similar.length === 1 ? { wanted, similar: similar[0]?.path } : { wanted };
  };

  /** The only post with this path, or with a path that ends with it; of translations, the one in the same language. */
  function find(path: string, isWhole: boolean, from: PostFile | undefined): Entry<P> | undefined {
    const exact = byPath.get(path);
    if (exact !== undefined) return exact;
    const found = candidates(path, (a, b) => a === b, isWhole);
    const chosen = found.length > 1 ? found.filter(({ post }) => post.lang === from?.lang) : found;
    return chosen.length === 1 ? chosen[0] : undefined;
  }

  function candidates(path: string, equals: (a: string, b: string) => boolean, isWhole: boolean): Entry<P>[] {
    const stem = path.replace(markdownFile, "");
    const extension = path.slice(stem.length).toLowerCase();
    return (byEnd.get(lastOf(stem).toLowerCase()) ?? []).filter((entry) => {
      // `.md` stands for any extension: Jekyll's tags do not name it.
      if (extension !== "" && extension !== ".md" && !entry.path.toLowerCase().endsWith(extension))
        return false;
      return entry.names.some(
        (name) =>
          equals(name, stem) ||
          (!isWhole && name.at(-stem.length - 1) === "/" && equals(name.slice(-stem.length), stem)),
      );
    });
  }

  /** The paths of the posts may start below the root of the content. */
  function findBelow(path: string, from: PostFile | undefined): Entry<P> | undefined {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
      const found = find(path.slice(at + 1), true, from);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The path without its last part. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Resolves `.`, `..` and double slashes. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll("\\", "/").normalize("NFC").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}
