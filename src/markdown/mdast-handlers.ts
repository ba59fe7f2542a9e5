import type { Element, ElementContent, Nodes as HastNodes } from "hast";
import type {
  Code,
  Definition,
  Html,
  Image,
  ImageReference,
  InlineCode,
  Link,
  LinkReference,
  List,
  ListItem,
  Nodes as MdastNodes,
  Parents,
  Root,
} from "mdast";
import type { Handler, Handlers, Raw, State } from "mdast-util-to-hast";
import { defaultHandlers } from "remark-rehype";
import type { Position } from "unist";
import { walk } from "../core/walk.ts";
import { fenceId, note } from "../html/roles.ts";
import { completeTree } from "../html/tree-kinds.ts";
import { hasSafeScheme } from "../html/urls.ts";
import { hasTemplate } from "../tool-syntax/template-tags.ts";
import { readDirective } from "./directives.ts";

/** The input and the findings of the handlers. */
export interface HandlerContext {
  /** Whether raw HTML is shown as text. */
  escapesHtml: boolean;
  /** Whether the text of a comment ends the excerpt: such a comment is kept even if HTML is shown as text. */
  isMarker: (text: string) => boolean;
  /** Additional allowed schemes of URLs. */
  schemes: ReadonlySet<string>;
  /** The caller's own handlers. */
  handlers: Handlers | undefined;
  /** Reports an unsafe URL in Markdown that was left out. */
  onUnsafeUrl: (url: string, place: Position | undefined) => void;
  /** Nodes to which a plugin gave attributes, a tag name or children. */
  foreign: Set<HastNodes>;
  /** Whether there is raw HTML to parse. */
  hasRaw: boolean;
}

/** Parents whose HTML children are blocks; elsewhere HTML is inline. */
const flowParents: ReadonlySet<string> = new Set(
  "root blockquote listItem footnoteDefinition containerDirective".split(" "),
);

/**
 * The handlers of remark-rehype and a few of our own. URLs in Markdown are checked here, where their origin is known;
 * raw HTML is kept for the parser or becomes text; positions are shared with the Markdown tree instead of copied.
 */
export function createHandlers(tree: Root, context: HandlerContext): Handlers {
  const listItem = createListItemHandler();
  const handlers: Record<string, Handler> = {
    root(state, node, parent) {
      prepareState(state, context);
      const root = context.handlers?.root ?? defaultHandlers.root;
      return root(state, parent === undefined ? tree : node, undefined) as unknown as Element;
    },
    link: (state, node: Link) => withUrl(defaultHandlers.link(state, node), "href", node.url),
    image: (state, node: Image) => withUrl(defaultHandlers.image(state, node), "src", node.url),
    linkReference: (state, node: LinkReference) => {
      const definition = definitionOf(state, node);
      // Only part of a tree, or added by a plugin: there is only the text in the brackets.
      if (definition === undefined) return unwrap(state, node, undefined);
      return withUrl(defaultHandlers.linkReference(state, node), "href", definition.url);
    },
    imageReference: (state, node: ImageReference) =>
      withUrl(defaultHandlers.imageReference(state, node), "src", definitionOf(state, node)?.url),
    listItem,
    code(state, node: Code) {
      const pre = defaultHandlers.code(state, node);
      const { id } = fenceId.exec(`${node.lang} ${node.meta}`)?.groups ?? {};
      if (id !== undefined) pre.properties.id = id;
      return pre;
    },
    inlineCode(state, node: InlineCode) {
      const code = defaultHandlers.inlineCode(state, node);
      const { language } = (node.data ?? {}) as { language?: unknown };
      if (code.type === "element" && typeof language === "string") note(code, { language });
      return code;
    },
    html: (state, node: Html, parent) => readHtml(state, node, parent, context),
    definition: definitionMarker,
    mdxFlowExpression: expressionMarker,
    mdxTextExpression: expressionMarker,
    mdxjsEsm: () => undefined,
    mdxJsxFlowElement: unwrap,
    mdxJsxTextElement: unwrap,
    textDirective: readDirective,
    leafDirective: readDirective,
    containerDirective: readDirective,
  };
  for (const [type, handler] of Object.entries(context.handlers ?? {})) {
    if (type !== "root" && typeof handler === "function") handlers[type] = foreignHandler(handler);
  }
  return handlers;

  /** The result of a caller's handler is not known to be safe. */
  function foreignHandler(handler: Handler): Handler {
    return (state, node, parent) => {
      const made = handler(state, node, parent);
      for (const one of Array.isArray(made) ? made : made === undefined ? [] : [made]) {
        context.foreign.add(one);
        walk<HastNodes>(one, ({ type }) => {
          context.hasRaw ||= type === "raw";
        });
      }
      return made;
    };
  }

  /** The result of the library's own handler for a link or an image; without a definition, there is no URL. */
  function withUrl<Made extends HastNodes | HastNodes[] | undefined>(
    node: Made,
    name: "href" | "src",
    url: string | undefined,
  ): Made {
    if (url === undefined) return node;
    const made = node as Element;
    const value = made.properties[name];
    if (typeof value !== "string") return node;
    if (hasTemplate(url)) {
      // The link cannot be followed. The stored URL tells later steps why it has no address.
      note(made, { url });
      delete made.properties[name];
    } else if (!hasSafeScheme(value, context.schemes)) {
      context.onUnsafeUrl(value, made.position);
      delete made.properties[name];
    } else if (value !== url) {
      // Percent-encoded: the list of links gives the URL as the author wrote it.
      note(made, { url });
    }
    return node;
  }

  /** `[//]: # (more)`, a definition that nothing refers to, is a comment to those who write it, and may be a marker. */
  function definitionMarker(state: State, node: Definition): ElementContent | undefined {
    const { identifier, title } = node;
    if (typeof title !== "string" || !/^(?:\/\/|comment)$/.test(identifier)) return undefined;
    return context.isMarker(title) ? commentOf(state, node, title) : undefined;
  }

  /** A comment of MDX may be a marker. */
  function expressionMarker(state: State, node: { value: string }): ElementContent | undefined {
    const comment = /^\s*\/\*(.*)\*\/\s*$/s.exec(node.value.slice(0, 220))?.[1];
    if (comment === undefined || !context.isMarker(comment)) return undefined;
    return commentOf(state, node as MdastNodes, comment);
  }
}

function commentOf(state: State, node: MdastNodes, value: string): ElementContent {
  const made: ElementContent = { type: "comment", value };
  state.patch(node, made);
  return made;
}

const unwrap: Handler = (state, node) => state.all(node) as ElementContent[];

function prepareState(state: State, { foreign }: HandlerContext): void {
  const { applyData } = state;
  state.patch = (from, to) => {
    if (from.position !== undefined) to.position = from.position;
  };
  state.applyData = (from, to) => {
    const { data } = from;
    if (data === undefined) return to;
    const made = applyData(from, to);
    const { hName, hProperties, hChildren } = data as Record<string, unknown>;
    if (hName !== undefined || hProperties !== undefined || hChildren !== undefined) foreign.add(made);
    // They are the plugin's own nodes, and what follows changes nodes in place.
    if (hChildren != null && "children" in made) {
      made.children = structuredClone(made.children) as typeof made.children;
      completeTree(made, "`data.hChildren` of remark plugins");
    }
    return made;
  };
}

function definitionOf(state: State, { identifier }: { identifier: string }): Definition | undefined {
  return state.definitionById.get(identifier.toUpperCase());
}

function readHtml(
  state: State,
  node: Html,
  parent: Parents | undefined,
  context: HandlerContext,
): ElementContent | undefined {
  const { escapesHtml, isMarker } = context;
  const { value } = node;
  const isFlow = parent !== undefined && flowParents.has(parent.type);
  let made: ElementContent | Raw;
  if (isComment(value)) {
    if (escapesHtml && !isMarker(value.slice(4, -3))) return undefined;
    made = { type: "comment", value: value.slice(4, -3) };
  } else if (!escapesHtml) {
    context.hasRaw = true;
    made = { type: "raw", value, ...(!isFlow && { data: { galleyInline: true } }) } as Raw;
  } else {
    made = { type: "text", value };
    if (isFlow) {
      state.patch(node, made);
      made = { type: "element", tagName: "p", properties: {}, children: [made] };
    }
  }
  state.patch(node, made);
  return made as ElementContent;
}

/** Whether HTML is one comment and nothing else: it needs no parser. */
function isComment(html: string): boolean {
  return html.startsWith("<!--") && html.indexOf("-->", 4) === html.length - 3;
}

/**
 * remark-rehype checks for each item of a list whether any item is loose, which takes quadratic time.
 * It gets a copy of the list for which this is computed once.
 */
function createListItemHandler(): Handler {
  const judged = new WeakMap<List, List>();
  return (state, node: ListItem, parent: Parents | undefined) => {
    if (parent?.type !== "list") return defaultHandlers.listItem(state, node, parent);
    let list = judged.get(parent);
    if (list === undefined) {
      const spread =
        (parent.spread ?? false) || parent.children.some((item) => item.spread ?? item.children.length > 1);
      judged.set(parent, (list = { type: "list", spread, children: [] }));
    }
    return defaultHandlers.listItem(state, node, list);
  };
}
