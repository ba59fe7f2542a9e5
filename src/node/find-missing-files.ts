import { readdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import { isMarkdownFile, readFileLink } from "../collection/links/find-file.ts";
import { checkKind, checkOptions } from "../core/check-options.ts";
import { closestName } from "../core/closest-name.ts";
import { checkPosts } from "../core/post-fields.ts";
import { shorten } from "../core/shorten.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** The fields that `findMissingFiles` reads, such as those of a `Post`. */
export interface PostWithFiles {
  path?: string | undefined;
  links?: readonly { url: string; place?: Point | Position | undefined }[] | undefined;
  images?: readonly { url: string; place?: Point | Position | undefined }[] | undefined;
  image?: string | { src: string } | undefined;
}

/** Options of `findMissingFiles`. */
export interface FindMissingFilesOptions {
  /**
   * The folder that the paths of the posts are relative to.
   * @default process.cwd()
   */
  cwd?: string | undefined;
}

/** If more files than this are missing, and more than exist, the files are kept elsewhere. */
const maxUnexplained = 10;

/**
 * Finds missing images and linked files of posts: those with a relative address, such as `![](ring.svg)`
 * and `[slides](talks/slides.pdf)`. Links to posts are for `lintPosts`, which takes these messages as its option
 * `messages`. Names are case-sensitive, as on most servers.
 *
 * When more than ten files are missing, and more than exist, the files are probably kept elsewhere, and nothing is
 * reported.
 *
 * @param posts - posts with a path, such as those of `readPosts`
 * @param options - the folder that the paths are relative to
 * @returns `image-file-missing` and `link-file-missing`, in the order of the posts
 * @throws TypeError for posts or options that cannot be read
 * @example
 * ```ts
 * import { mkdir, writeFile } from "node:fs/promises";
 * import { createPostParser } from "galley";
 * import { findMissingFiles, readPosts } from "galley/node";
 *
 * await mkdir("rings", { recursive: true });
 * await writeFile("rings/ring.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
 * await writeFile("rings/index.md", "# Rings\n\n![Two counters](rings.svg)\n");
 * const { posts } = await readPosts("rings", { parser: createPostParser() });
 * for (const { name, reason, note } of await findMissingFiles(posts)) console.log(`${name} ${reason}. ${note}`);
 * // → rings/index.md:3:1 There is no file rings.svg next to the post. Did you mean `ring.svg`?
 * ```
 */
export async function findMissingFiles(
  posts: readonly PostWithFiles[],
  options: FindMissingFilesOptions = {},
): Promise<VFileMessage[]> {
  checkPosts(posts, ["path", "links", "images", "image"]);
  checkOptions(options, { cwd: "string" });
  const { cwd = process.cwd() } = options;
  checkKind("cwd", cwd, "string");
  const folders = new Map<string, Promise<string[]>>();
  const namesIn = (folder: string): Promise<string[]> => {
    let names = folders.get(folder);
    if (names === undefined) folders.set(folder, (names = readdir(folder).catch(() => [])));
    return names;
  };

  const missing = new Set<string>();
  const present = new Set<string>();
  const messages: VFileMessage[] = [];
  for (const { path, links = [], images = [], image } of posts) {
    if (path === undefined) continue;
    const cover = typeof image === "object" ? image?.src : image;
    const used = [
      ...(cover ? [{ url: cover, place: undefined, isImage: true }] : []),
      ...images.map(({ url, place }) => ({ url, place, isImage: true })),
      ...links.map(({ url, place }) => ({ url, place, isImage: false })),
    ];
    for (const { url, place, isImage } of used) {
      const name = fileOf(url);
      if (name === undefined) continue;
      const file = resolve(cwd, dirname(path), name);
      const names = (await namesIn(dirname(file))).map((one) => one.normalize("NFC"));
      const wanted = basename(file).normalize("NFC");
      if (names.includes(wanted)) {
        present.add(file);
        continue;
      }
      // In front matter, `assets/a.png` is often relative to the root of the site.
      if (place === undefined && url === cover && names.length === 0 && /^[^./].*\//.test(name)) continue;
      missing.add(file);
      const site = /^(?:[^@/]+(@))?[^@/]+\.(?:com|org|net|io|dev)$/.exec(name);
      const similar =
        names.find((one) => one.toLowerCase() === wanted.toLowerCase()) ?? closestName(wanted, names);
      messages.push(
        createMessage(isImage ? "image-file-missing" : "link-file-missing", {
          reason: `There is no file ${shorten(name)} next to the post`,
          note: site
            ? `Did you mean \`${site[1] ? "mailto:" : "https://"}${name}\`?`
            : similar === undefined
              ? "Correct the address, or add the file."
              : `Did you mean \`${name.slice(0, name.lastIndexOf("/") + 1)}${similar}\`?`,
          path,
          place,
          actual: url,
        }),
      );
    }
  }
  return missing.size > Math.max(maxUnexplained, present.size) ? [] : messages;
}

/** The file that a relative address names; `undefined` for pages, posts and other sites. */
function fileOf(url: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|[\\/#?@])|[{}<>]|%7b/i.test(url)) return undefined;
  const { path } = readFileLink(url);
  const isFile = /[^/]\.[a-z][a-z0-9]{0,7}$/i.test(path);
  return isFile && !isMarkdownFile(path) && !/\.(?:html?|php|aspx?)$/i.test(path) ? path : undefined;
}
