import type { VFileMessage } from "vfile-message";
import { pageOf, resolverOf } from "../collection/links/create-link-resolver.ts";
import { folderOf, isMarkdownFile } from "../collection/links/find-file.ts";
import { sortByPath, textOf } from "../collection/post-record.ts";
import { closestName } from "../core/closest-name.ts";
import { expiryTime, isDraft, publishingTime } from "../core/publishing.ts";
import { readTime } from "../core/read-date.ts";
import { shorten } from "../core/shorten.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import { slugFromPath } from "../slug/slug-from-path.ts";
import type { LintablePost, LintOptions } from "./lint-options.ts";

/** If more posts than this are missing, and more than were found, the addresses probably have another form. */
const maxUnexplained = 10;

/** How many missing posts get a suggestion, which compares every name. */
const maxSuggestions = 100;

/** Checks links to posts and headings that do not exist or are not published, and links that lead nowhere. */
export function checkLinks<P extends LintablePost>(
  posts: readonly P[],
  options: LintOptions<P>,
): VFileMessage[] {
  const resolve = resolverOf(posts, options);
  const isKnown = createPlaceReader(posts, options);
  /** The path at which a post is certainly missing: relative to the post, or from the root of the content, as in Hugo. */
  const lostPath = (wanted: string, post: P): string | undefined => {
    const folder = `${folderOf(post.path ?? "")}/`;
    const paths = wanted.startsWith(folder) ? [wanted, wanted.slice(folder.length)] : [wanted];
    return paths.find((path) => !isKnown(path));
  };
  const now = readTime(options.now);
  const ids = new Map<P, ReadonlySet<string>>();
  const messages: VFileMessage[] = [];
  /** What is missing, and what was found. */
  const missing: { message: VFileMessage; wanted: string }[] = [];
  const found = { pages: new Set<P>(), files: new Set<P>() };
  let candidates: readonly Candidate[] | undefined;
  for (const post of posts) {
    for (const { url, text: written, place } of post.links ?? []) {
      const text = textOf(written).trim();
      const link = text === "" ? "A link" : `“${shorten(text)}”`;
      const report = (ruleId: RuleId, problem: string, note: string): void => {
        const reason = `${link} leads ${problem}`;
        messages.push(createMessage(ruleId, { reason, note, path: post.path, place, actual: url }));
      };

      if (/^\s*(?:https?:\/*|mailto:|tel:)?\s*$/i.test(url)) {
        report("link-empty", "nowhere: its address is empty", "Write the address, or remove the link.");
        continue;
      }
      const target = resolve(url, post);
      const wanted = target.kind === "missing" ? lostPath(target.wanted, post) : undefined;
      if (target.kind === "missing" && wanted !== undefined) {
        const near =
          target.similar ??
          (missing.length < maxSuggestions
            ? nearest(wanted, (candidates ??= candidatesOf(posts)), post)
            : undefined);
        const note =
          near === undefined
            ? `Correct the ${isPage(wanted) ? "URL, or the slug of the post" : "path"}.`
            : `Did you mean \`${near}\`?`;
        report("link-post-missing", `to ${wanted}, but there is no such post`, note);
        missing.push({ message: messages.at(-1) as VFileMessage, wanted });
      }
      if (target.kind !== "post") continue;
      const { post: other, fragment, isFile } = target;
      const name = `“${other.title ?? other.slug}”`;
      if (other !== post) {
        found[isFile ? "files" : "pages"].add(other);
        const problem = whyUnpublished(post, other, now);
        const note = "Readers cannot open it. Publish it first, or remove the link.";
        if (problem !== undefined) report("link-post-unpublished", `to ${name}, which ${problem}`, note);
      }
      const id = fragment.replace(/:~:.*$/s, "");
      // A fragment that begins like a path or a command is meant for a script.
      if (/^(?:top$|$|[!/])/.test(id) || !other.headings || options.pageIds?.includes(id)) continue;
      const known = ids.get(other) ?? idsOf(other);
      ids.set(other, known);
      if (known.has(id)) continue;
      const problem = `to #${id} of ${name}, which has no such heading`;
      report("link-heading-missing", problem, suggestHeading(id, other));
    }
  }
  const unexplained = [true, false].flatMap((ofPages) => {
    const lost = missing.filter(({ wanted }) => isPage(wanted) === ofPages);
    const { size } = found[ofPages ? "pages" : "files"];
    const isTooMuch = new Set(lost.map(({ wanted }) => wanted)).size > Math.max(maxUnexplained, size);
    return isTooMuch ? lost.map(({ message }) => message) : [];
  });
  const dropped = new Set(unexplained);
  return messages.filter((message) => !dropped.has(message));
}

/** Whether the missing target is a page of the site rather than a file. */
function isPage(wanted: string): boolean {
  return wanted.startsWith("/") && !isMarkdownFile(wanted);
}

/**
 * Makes a function that says whether a page or file exists although no post is there, or that this cannot be known: the
 * address of a redirect, a file that could not become a post, a section of Hugo, a file in a folder without posts.
 */
function createPlaceReader<P extends LintablePost>(
  posts: readonly P[],
  { messages = [] }: LintOptions<P>,
): (wanted: string) => boolean {
  const others = new Set<string | undefined>();
  const folders = new Set<string>();
  const failed = new Set<string>();
  for (const { fatal, file } of messages) {
    if (fatal !== true) continue;
    others.add(file);
    if (file !== undefined) failed.add(slugFromPath(file));
  }
  for (const { path, data } of posts) {
    for (const address of addressesOf(data)) others.add(pageOf(address));
    if (!path) continue;
    for (let folder of [folderOf(path), folderOf(withoutIndex(path))]) {
      // A link from the root may leave out the first folders: `/posts/a.md` for `content/posts/a.md`.
      for (; !folders.has(folder); folder = folder.slice(folder.indexOf("/") + 1)) folders.add(folder);
    }
  }
  return (wanted) => {
    if (others.has(wanted)) return true;
    if (isPage(wanted)) return failed.has(wanted.slice(wanted.lastIndexOf("/") + 1));
    if (folders.size === 0) return false;
    // `{{< ref "guides" >}}` may lead to the list of a folder.
    const isSection = folders.has(wanted.replace(/\.md$/, ""));
    return isSection || !folders.has(folderOf(withoutIndex(wanted)));
  };
}

/** Other addresses of a post in its front matter, from which its site redirects. */
function addressesOf(data: unknown): string[] {
  if (typeof data !== "object" || data === null) return [];
  const { aliases, redirect_from, permalink, url } = data as Record<string, unknown>;
  return [aliases, redirect_from, permalink, url]
    .flat()
    .filter((address) => typeof address === "string")
    .map((address) => (address.startsWith("/") ? address : `/${address}`));
}

function withoutIndex(path: string): string {
  return path.replace(/\/_?index(?=\.\w+$)/i, "");
}

/** What a link to a missing post may have meant. */
interface Candidate {
  post: LintablePost;
  /** The slug that the name of its file gives, and its path; none for a post without a path. */
  file: readonly (readonly [slug: string, path: string])[];
}

function candidatesOf(posts: readonly LintablePost[]): Candidate[] {
  return sortByPath(posts).map((post) => ({
    post,
    file: post.path ? [[slugFromPath(post.path), post.path]] : [],
  }));
}

/** The address or file that was probably meant: one with the same slug, or a few other letters. */
function nearest(wanted: string, candidates: readonly Candidate[], from: LintablePost): string | undefined {
  const at = wanted.lastIndexOf("/") + 1;
  const others = candidates.filter(({ post }) => post !== from);
  if (isPage(wanted)) {
    const slug = closestName(
      wanted.slice(at),
      others.map(({ post }) => post.slug),
    );
    return slug === undefined ? undefined : wanted.slice(0, at) + slug;
  }
  // Of two files with one slug the first by path is meant.
  const slugs = new Map(others.toReversed().flatMap(({ file }) => file));
  return slugs.get(closestName(slugFromPath(wanted), slugs.keys()) ?? "");
}

/** Why a reader of a post cannot open another one; `undefined` when the reader can. */
function whyUnpublished(
  post: LintablePost,
  other: LintablePost,
  now: number | undefined,
): string | undefined {
  if (isDraft(post)) return undefined;
  if (isDraft(other)) return "is a draft";
  if (now === undefined) return undefined;
  const readFrom = Math.max(now, publishingTime(post) ?? now);
  if ((publishingTime(other) ?? now) > readFrom) return "is not published yet";
  return (expiryTime(other) ?? Number.POSITIVE_INFINITY) <= readFrom ? "has expired" : undefined;
}

/** The ids of a page: headings, footnotes and all others in the HTML. */
function idsOf({ headings, html }: LintablePost): ReadonlySet<string> {
  const ids = new Set(headings?.map(({ slug }) => slug));
  for (const [, id = ""] of (html ?? "").matchAll(/\s(?:id|name)="([^"]*)"/g)) {
    ids.add(id.replace(/&(?:quot|#x22);/g, '"').replace(/&(?:amp|#x26);/g, "&"));
  }
  return ids;
}

/** Suggests the heading with the same letters, as other generators write ids, or the one that shares the most words. */
function suggestHeading(id: string, { headings = [] }: LintablePost): string {
  const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const letters = lettersOf(id);
  const same = headings.find(({ slug }) => lettersOf(slug) === letters);
  if (same !== undefined && letters !== "") return `Did you mean \`#${same.slug}\`?`;
  const wanted = new Set(id.toLowerCase().split("-"));
  const shared = headings.slice(0, 200).map(({ slug }) => {
    const words = slug.toLowerCase().split("-");
    return { slug, count: words.filter((word) => wanted.has(word)).length };
  });
  const [best] = shared.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? `Did you mean \`#${best.slug}\`?` : "Correct the part after `#`.";
}
