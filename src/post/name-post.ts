import type { Heading, Nodes, Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { bidiControl } from "../core/bidi.ts";
import { show } from "../core/check-options.ts";
import { walk } from "../core/walk.ts";
import { createMessage, type MessageOptions } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import type { PostMeta } from "../front-matter/post-meta.ts";
import { toPlainText } from "../markdown/extract.ts";
import { slugFromPath } from "../slug/slug-from-path.ts";
import { toSlug, toTagSlug } from "../slug/to-slug.ts";
import type { SlugContext } from "./post-parser-options.ts";

/** A post's names, and its body without the heading that became its title. */
export interface NamedPost {
  title: string;
  slug: string;
  tree: Root;
}

/** Input of `namePost`. */
export interface NamePostOptions {
  meta: Pick<PostMeta, "title" | "slug">;
  data: unknown;
  path: string | undefined;
  /** The caller's own slugs. */
  toSlug: ((context: SlugContext<unknown>) => string) | undefined;
  onMessage: (message: VFileMessage) => void;
}

/**
 * Finds a post's title (front matter, first heading of depth 1, slug) and its slug (front matter, path, title).
 *
 * @throws TypeError when the caller's `toSlug` does not return text with a letter or a digit
 */
export function namePost(tree: Root, options: NamePostOptions): NamedPost {
  const { meta, data, path, onMessage } = options;
  const heading = meta.title === undefined ? takeTitle(tree) : { title: meta.title, tree, node: undefined };
  const fromTitle = heading.title === undefined ? "" : toSlug(heading.title) || toTagSlug(heading.title);
  const found = meta.slug ?? ((path === undefined ? "" : slugFromPath(path)) || fromTitle || "untitled");
  const title = heading.title ?? titleFromSlug(found);
  const report = (ruleId: RuleId, reason: string, note: string, place: MessageOptions["place"]): void =>
    onMessage(createMessage(ruleId, { reason, note, path, place }));
  const start = { line: 1, column: 1, offset: 0 };
  if (heading.title === undefined) {
    const reason = `The post has no title; "${title}" was made from its slug`;
    report(
      "title-missing",
      reason,
      "Add `title:` to the front matter, or begin the text with a `# heading`.",
      start,
    );
  }
  const lost = heading.node && findLost(heading.node);
  if (lost) {
    const what = lost.type === "footnoteReference" ? "the footnote" : "the image";
    const reason = `The title is plain text: ${what} in its heading is left out`;
    const note = "Move it below the heading, or add `title:` to the front matter to keep the heading.";
    report("title-content-lost", reason, note, lost.position);
  }
  // A title from the front matter was checked there.
  if (meta.title === undefined && bidiControl.test(title)) {
    const reason = "The title contains a control character that changes the direction of text";
    report("title-bidi", reason, "Remove it, unless the title mixes scripts and needs it.", start);
  }
  if (options.toSlug === undefined) return { title, slug: found, tree: heading.tree };
  const given = options.toSlug({ slug: found, title, path, data });
  if (typeof given !== "string" || !/[\p{L}\p{N}]/u.test(given)) {
    throw new TypeError(`Expected \`slug\` to return text with a letter or a digit, received ${show(given)}`);
  }
  if (/[/\\]/.test(given))
    throw new TypeError(
      `Expected \`slug\` to return one part of a URL, without slashes, received ${show(given)}`,
    );
  return { title, slug: given, tree: heading.tree };
}

/** `why-queues-fail` → `Why queues fail`. */
function titleFromSlug(slug: string): string {
  const words = slug.replaceAll("-", " ").trim();
  const first = String.fromCodePoint(words.codePointAt(0) ?? 0x3f);
  return first.toLocaleUpperCase("en") + words.slice(first.length);
}

/** Removes the first heading of depth 1 that has words from a copy of the tree. The given tree is not changed. */
function takeTitle(tree: Root): { title: string | undefined; tree: Root; node?: Heading } {
  for (const node of tree.children) {
    if (node.type !== "heading" || node.depth !== 1) continue;
    const title = toPlainText(node).replace(/\s+/g, " ").trim();
    if (title === "") continue;
    return { title, tree: { ...tree, children: tree.children.filter((child) => child !== node) }, node };
  }
  return { title: undefined, tree };
}

/** The first image or footnote reference in a heading. */
function findLost(heading: Heading): Nodes | undefined {
  let lost: Nodes | undefined;
  walk<Nodes>(heading, (node) => {
    const isLost =
      node.type === "image" || node.type === "imageReference" || node.type === "footnoteReference";
    if (isLost || (node.type === "html" && /^<img\b/i.test(node.value))) lost ??= node;
  });
  return lost;
}
