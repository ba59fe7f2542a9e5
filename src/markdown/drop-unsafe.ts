import type { Element, ElementContent, Nodes, Properties, Root, RootContent } from "hast";
import type { Position } from "unist";
import { createMessage, type MessageOptions } from "../diagnostics/create-message.ts";
import type { RuleId, Severity } from "../diagnostics/rules.ts";
import { readSrcset } from "../html/srcset.ts";
import { harmlessValue, withoutBlanks } from "./harmless-value.ts";
import { isSafeUrl, schemeOf } from "./is-safe-url.ts";
import { looksUnsafe } from "./looks-unsafe.ts";
import { droppedWithContent, isAllowedProperty, isAllowedTag } from "./sanitize-schema.ts";
import type { ToHastOptions } from "./to-hast.ts";

/** Properties that hold a URL. */
const urlProperties: ReadonlySet<string> = new Set([
  "action",
  "background",
  "cite",
  "classId",
  "codeBase",
  "data",
  "formAction",
  "href",
  "longDesc",
  "manifest",
  "poster",
  "src",
  "xLinkHref",
]);

/** Kinds of dropped HTML that one post is told about at most; a hostile post could have thousands. */
const maxKinds = 20;

/** How `dropUnsafe` goes about it. */
export interface DropUnsafeOptions extends ToHastOptions {
  /** Whether tags and attributes are looked at too; `false` is for URLs alone. */
  tags: boolean;
}

/**
 * Copies a tree and leaves out what is unsafe, telling what and where: URLs of schemes that are not for posts (each),
 * and, with `tags`, elements and attributes outside the schema (the first of each kind).
 *
 * @param tree - hast whose depth is known to be harmless; it is not changed
 * @param options - what to look at, where to tell it
 * @returns a new tree
 */
export function dropUnsafe(tree: Root, options: DropUnsafeOptions): Root {
  const { tags, path, onMessage } = options;
  const told = new Set<string>();

  function tell(ruleId: RuleId, message: MessageOptions): void {
    onMessage?.(createMessage(ruleId, { ...message, path }));
  }

  function tellDropped(kind: string, reason: string, place: Position | undefined, severity?: Severity): void {
    if (told.has(kind) || told.size >= maxKinds) return;
    told.add(kind);
    tell("html-dropped", {
      reason,
      note: 'Raw HTML is sanitised. If it is meant as text, put it in backticks; if you trust your posts as you trust your code, set `rawHtml: "allow"`.',
      place,
      severity,
    });
  }

  function tellAttribute(tagName: string, property: string, place: Position | undefined): void {
    const isHandler = /^on/i.test(property);
    const kind = isHandler ? "on" : property === "style" || property === "className" ? property : "other";
    const reason = `The attribute "${shortened(attributeName(property))}" of <${tagName}> was left out`;
    // What only styles is no loss of content: worth knowing, not worth a warning.
    tellDropped(`@${kind}`, reason, place, isHandler ? undefined : "info");
  }

  function tellUrl(url: string, place: Position | undefined): void {
    tell("url-unsafe", {
      reason: `The URL "${shortened(url)}" was left out: ${schemeOf(url)} is no scheme for a post`,
      note: "Links and images may use http, https, mailto, tel, or a relative URL.",
      place,
      actual: shortened(url),
    });
  }

  function copyAll(
    nodes: readonly Nodes[],
    into: Nodes[],
    ancestors: string[],
    place: Position | undefined,
  ): Nodes[] {
    for (const node of nodes) copy(node, into, ancestors, place);
    return into;
  }

  function copy(node: Nodes, into: Nodes[], ancestors: string[], place: Position | undefined): void {
    if (node.type === "text") into.push({ ...node });
    else if (node.type === "element") copyElement(node, into, ancestors, node.position ?? place);
    else if (!tags) into.push({ ...node });
    else if (node.type === "raw") into.push({ type: "text", value: node.value });
  }

  function copyElement(node: Element, into: Nodes[], ancestors: string[], place: Position | undefined): void {
    const { tagName } = node;
    if (tags && droppedWithContent.has(tagName)) {
      tellDropped(tagName, `<${shortened(tagName)}> was left out`, place);
      return;
    }
    if (tags && !isAllowedTag(tagName, ancestors)) {
      tellDropped(tagName, `The tag <${shortened(tagName)}> was left out, its content kept`, place);
      copyAll(node.children, into, ancestors, place);
      return;
    }
    ancestors.push(tagName);
    const children = copyAll(node.children, [], ancestors, place) as ElementContent[];
    ancestors.pop();
    into.push({ ...node, properties: copyProperties(node, place), children });
  }

  function copyProperties({ tagName, properties }: Element, place: Position | undefined): Properties {
    const copied: Properties = {};
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined) continue;
      const allowed = tags ? isAllowedProperty(tagName, name, value) : true;
      if (allowed !== true) tellAttribute(tagName, name, place);
      if (allowed === false) continue;
      const kept = allowed === true ? value : allowed;
      const isUrl = urlProperties.has(name);
      const unsafe =
        name === "srcSet"
          ? // The whole too: `java script:… 1x` is no candidate to a browser, and no loss.
            [...readSrcset(String(value)).map(({ url }) => url), String(value)]
              .map(withoutBlanks)
              .find((url) => !isSafeUrl(url))
          : isUrl && typeof value !== "boolean" && !isSafeUrl(String(value))
            ? String(value)
            : undefined;
      if (unsafe !== undefined) tellUrl(unsafe, place);
      else if (tags && !isUrl && looksUnsafe(name, kept)) tellAttribute(tagName, name, place);
      else if (!tags) copied[name] = Array.isArray(kept) ? [...kept] : kept;
      else if (Array.isArray(kept)) copied[name] = kept.map((item) => harmlessValue(String(item), isUrl));
      else copied[name] = typeof kept === "string" ? harmlessValue(kept, isUrl) : kept;
    }
    return copied;
  }

  return { ...tree, children: copyAll(tree.children, [], [], undefined) as RootContent[] };
}

/** `className` → `class`, `dataFoo` → `data-foo`, as the author wrote it. */
function attributeName(property: string): string {
  if (property === "className") return "class";
  if (property === "htmlFor") return "for";
  const hyphened = /^(?:data|aria)(?=[A-Z])/.test(property);
  return hyphened
    ? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    : property.toLowerCase();
}

function shortened(text: string): string {
  const plain = text.replace(/[\0-\x1f\x7f]+/g, " ");
  return plain.length <= 80 ? plain : `${plain.slice(0, 79)}…`;
}
