import { checkKind, checkOptions, type OptionKinds, show } from "../core/check-options.ts";
import type { Feed, FeedElement, FeedItem } from "./feed.ts";
import { ownNamespaces } from "./namespaces.ts";

/** Adds elements of other namespaces to RSS and Atom. */
export interface FeedExtend<P> {
  /** The URI of each prefix. `atom`, `content`, `dc`, `fh`, `itunes` and `media` are known. */
  namespaces?: Readonly<Record<string, string>>;
  /** Elements of the channel of RSS, or of the feed of Atom. */
  channel?: (feed: Feed) => readonly FeedElement[] | undefined;
  /** Elements of an item. */
  item?: (post: P, item: FeedItem) => readonly FeedElement[] | undefined;
}

export const extendKinds: OptionKinds<FeedExtend<never>> = {
  namespaces: "object",
  channel: "function",
  item: "function",
};

const elementKinds: OptionKinds<FeedElement> = {
  name: "string",
  attributes: "object",
  children: "string or array",
};

const ncName = "[\\p{L}_][\\p{L}\\p{N}._-]*";
const qualifiedName: RegExp = new RegExp(`^(${ncName}):${ncName}$`, "u");
const attributeName: RegExp = new RegExp(`^(?:(${ncName}):)?${ncName}$`, "u");

/** More than any vocabulary nests; an element that holds itself has no end. */
const maxDepth = 20;

/**
 * Checks the namespaces of an extension.
 *
 * @throws TypeError for a prefix or a URI that XML does not allow
 */
export function checkNamespaces(namespaces: FeedExtend<never>["namespaces"] = {}): Record<string, string> {
  for (const [prefix, uri] of Object.entries(namespaces)) {
    const isPrefix = new RegExp(`^${ncName}$`, "u").test(prefix) && !/^xml/i.test(prefix);
    const own = Object.hasOwn(ownNamespaces, prefix) ? ownNamespaces[prefix] : uri;
    if (!isPrefix || typeof uri !== "string" || uri.trim() === "" || uri !== own) {
      throw new TypeError(
        `Expected extend.namespaces to have a URI for each prefix, received ${show(prefix)}: ${show(uri)}`,
      );
    }
  }
  return { ...ownNamespaces, ...namespaces };
}

/**
 * Checks what a function of `extend` returned, so that every feed is well-formed.
 *
 * @param name - the function, for messages
 * @returns copies
 * @throws TypeError or RangeError for anything but elements with names whose prefixes are known
 */
export function readElements(
  elements: unknown,
  namespaces: Readonly<Record<string, string>>,
  name: string,
  depth = 0,
): FeedElement[] {
  if (elements === undefined || elements === null) return [];
  checkKind(name, elements, "array", "an array of elements");
  if (depth > maxDepth) throw new RangeError(`Expected ${name} to nest at most ${maxDepth} elements deep`);
  return (elements as unknown[]).map((element, index) => {
    const at = `${name}[${index}]`;
    checkOptions(element as FeedElement, elementKinds, at);
    const { name: tag, attributes, children } = element as FeedElement;
    checkName(`${at}.name`, tag, qualifiedName, namespaces);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      checkName(`${at}.attributes`, key, attributeName, namespaces);
      if (typeof value === "number" && Number.isFinite(value)) continue;
      checkKind(`${at}.attributes.${key}`, value, "string", "a string or a number");
    }
    return {
      name: tag,
      ...(attributes && { attributes: { ...attributes } }),
      ...(children !== undefined && {
        children:
          typeof children === "string"
            ? children
            : readElements(children, namespaces, `${at}.children`, depth + 1),
      }),
    };
  });
}

function checkName(
  where: string,
  name: unknown,
  pattern: RegExp,
  namespaces: Readonly<Record<string, string>>,
): void {
  const match = typeof name === "string" ? pattern.exec(name) : null;
  const prefix = match?.[1];
  if (
    match !== null &&
    name !== "xmlns" &&
    (prefix === undefined || prefix === "xml" || Object.hasOwn(namespaces, prefix))
  )
    return;
  throw new TypeError(
    `Expected ${where} to have the prefix of a namespace in extend.namespaces, such as "podcast:guid", received ${show(name)}`,
  );
}
