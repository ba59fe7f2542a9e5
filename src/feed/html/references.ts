import type { Element, Root, RootContent } from "hast";
import { findElement, textOf } from "../../html/plain-text.ts";
import { classesOf } from "../../html/roles.ts";

export function isHeading(tagName: string): boolean {
  return /^h[1-6]$/.test(tagName);
}

/**
 * Whether a link is a heading's anchor, which lets visitors of a page copy a link to the heading: a sign, or a text
 * beside the heading's.
 *
 * @param headingText - text of the heading around the link
 */
export function isAnchor(element: Element, headingText: string | undefined): boolean {
  const { href } = element.properties;
  if (element.tagName !== "a" || typeof href !== "string" || !href.includes("#")) return false;
  const isMarked = /(?:^|[\s_-])(?:anchor|permalink|hash-link)/i.test(classesOf(element).join(" "));
  if (
    !(isMarked || href.startsWith("#")) ||
    findElement(element, ({ tagName }) => tagName === "img") !== undefined
  )
    return false;
  const text = textOf(element).trim();
  if (text === "") return true;
  return headingText !== undefined && (isMarked ? text !== headingText : !/[\p{L}\p{N}]/u.test(text));
}

/** Whether the whole text of a heading is a link to the heading. */
export function isSelfLink(element: Element, headingText: string | undefined): boolean {
  const { href } = element.properties;
  if (element.tagName !== "a" || headingText === undefined || headingText !== textOf(element).trim())
    return false;
  return typeof href === "string" && href.startsWith("#");
}

/** The fragments that links of the text lead to; links of headings to themselves do not count. */
export function fragmentTargets(tree: Root): Set<string> {
  const targets = new Set<string>();
  const visit = (nodes: readonly RootContent[], headingText: string | undefined): void => {
    for (const node of nodes) {
      if (node.type !== "element") continue;
      const { href } = node.properties;
      const isFragment = typeof href === "string" && href.startsWith("#") && href.length > 1;
      if (isFragment && !isAnchor(node, headingText) && !isSelfLink(node, headingText)) {
        addTarget(href.slice(1), targets);
      }
      visit(node.children, isHeading(node.tagName) ? textOf(node).trim() : headingText);
    }
  };
  visit(tree.children, undefined);
  return targets;
}

function addTarget(fragment: string, targets: Set<string>): void {
  targets.add(fragment);
  try {
    targets.add(decodeURIComponent(fragment));
  } catch {
    // A lone `%` is not an escape: the fragment is used as it is written.
  }
}

/** What ids of a post begin with in a feed: readers show posts side by side, and many have a footnote 1. */
export function idPrefixOf(url: string): string {
  const path = new URL(url).pathname.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-/, "");
  return path === "" || path === "-" ? "post-" : path.endsWith("-") ? path : `${path}-`;
}
