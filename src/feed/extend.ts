import { checkKind, checkOptions, type OptionKinds, show } from "../core/check-options.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { Feed, FeedElement, FeedItem } from "./feed.ts";
import { ownNamespaces } from "./namespaces.ts";

/** Adds elements from other namespaces to RSS and Atom. */
export interface FeedExtend<P> {
  /** The URI of each prefix. `atom`, `content`, `dc`, `fh`, `itunes` and `media` are known. */
  namespaces?: Readonly<Record<string, string>>;
  /** Elements of the RSS channel or the Atom feed. */
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

/** An XML name, with or without a prefix. */
const xmlName: RegExp = /^(?:([\p{L}_][\p{L}\p{N}._-]*):)?[\p{L}_][\p{L}\p{N}._-]*$/u;

/** Maximum nesting of elements; an element that contains itself would never end. */
const maxDepth = 20;

/** Checks and copies the result of a function of `extend`. `name` is the function's name, for messages. */
export type ReadElements = (elements: unknown, name: string, depth?: number) => FeedElement[];

/**
 * Creates the function that checks the results of `extend`, so that every feed is well-formed. It throws a
 * TypeError or a RangeError for anything but elements with names whose prefixes are known.
 *
 * @throws TypeError for a prefix or a URI that XML does not allow
 */
export function createElementReader(namespaces: FeedExtend<never>["namespaces"] = {}): ReadElements {
  for (const [prefix, uri] of Object.entries(namespaces)) {
    const isPrefix = xmlName.test(prefix) && !/:|^xml/i.test(prefix);
    const own = Object.hasOwn(ownNamespaces, prefix) ? ownNamespaces[prefix] : uri;
    if (!isPrefix || typeof uri !== "string" || uri.trim() === "" || uri !== own) {
      throw new TypeError(
        `Expected extend.namespaces to have a URI for each prefix, received ${show(prefix)}: ${show(uri)}`,
      );
    }
  }
  const known = new Set<string>([...Object.keys(ownNamespaces), ...Object.keys(namespaces), "xml"]);
  const checkName = (where: string, name: unknown, needsPrefix: boolean): void => {
    const match = typeof name === "string" && name !== "xmlns" ? xmlName.exec(name) : null;
    const prefix = match?.[1];
    if (match !== null && (prefix === undefined ? !needsPrefix : known.has(prefix))) return;
    throw new TypeError(
      `Expected ${where} to have the prefix of a namespace in extend.namespaces, such as "podcast:guid", received ${show(name)}`,
    );
  };
  const readElement = (element: FeedElement, at: string, depth: number): FeedElement => {
    checkOptions(element, elementKinds, at);
    const { name, attributes, children } = element;
    checkName(`${at}.name`, name, true);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      checkName(`${at}.attributes`, key, false);
      if (typeof value === "number" && Number.isFinite(value)) continue;
      checkKind(`${at}.attributes.${key}`, value, "string", "a string or a number");
    }
    const isList = children !== undefined && typeof children !== "string";
    return withoutUndefined<FeedElement>({
      name,
      attributes: attributes && { ...attributes },
      children: isList ? readElements(children, `${at}.children`, depth + 1) : children,
    });
  };
  const readElements: ReadElements = (elements, name, depth = 0) => {
    if (elements === undefined || elements === null) return [];
    checkKind(name, elements, "array", "an array of elements");
    if (depth > maxDepth) throw new RangeError(`Expected ${name} to nest at most ${maxDepth} elements deep`);
    return (elements as FeedElement[]).map((element, index) =>
      readElement(element, `${name}[${index}]`, depth),
    );
  };
  return readElements;
}
