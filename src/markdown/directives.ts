import type { Element, ElementContent } from "hast";
import type { Nodes as MdastNodes, Parents, Root } from "mdast";
import type { State } from "mdast-util-to-hast";
import { walk } from "../core/walk.ts";

interface Directive {
  type: string;
  name: string;
  attributes?: Record<string, string | null | undefined> | null;
  data?: { hName?: unknown; hProperties?: unknown; hChildren?: unknown; written?: Written };
  children: MdastNodes[];
}

/** The author's source around the content of a directive. */
interface Written {
  open: string;
  close: string;
}

/** Stores the author's source on each directive that no plugin handled, since it cannot be derived from the attributes. */
export function noteDirectives(tree: Root, source: string): void {
  walk<MdastNodes>(tree, (node) => {
    if (!/^(?:text|leaf|container)Directive$/.test(node.type)) return;
    const directive = node as unknown as Directive;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined || isHandled(directive)) return;
    const written = source.slice(start, end);
    let open = written;
    let close = "";
    if (directive.type === "containerDirective") {
      open = /^.*/.exec(written)?.[0] ?? "";
      close = /\n[ \t>]*(:{3,})[ \t]*$/.exec(written)?.[1] ?? "";
    } else {
      const first = directive.children[0]?.position?.start.offset;
      const last = directive.children.at(-1)?.position?.end.offset;
      if (first !== undefined && last !== undefined) {
        open = source.slice(start, first);
        close = source.slice(last, end);
      }
    }
    directive.data = { ...directive.data, written: { open, close } };
  });
}

/**
 * A handler for directives. If no plugin handled a directive, its source is printed: `10:30` is not a directive, whatever
 * remark-directive reads in it.
 */
export function readDirective(state: State, node: Directive): ElementContent | ElementContent[] {
  const isContainer = node.type === "containerDirective";
  if (isHandled(node)) {
    const children = state.all(node as unknown as Parents) as ElementContent[];
    const made: Element = { type: "element", tagName: "div", properties: {}, children };
    state.patch(node as unknown as MdastNodes, made);
    return state.applyData(node as unknown as MdastNodes, made) as Element;
  }
  const { open, close } = node.data?.written ?? rebuild(node);
  const isLabeled = isContainer && isLabel(node.children[0]);
  const inner = isLabeled ? node.children.slice(1) : node.children;
  const children = state.all({ ...node, children: inner } as unknown as Parents) as ElementContent[];
  const text = (value: string): ElementContent[] => (value === "" ? [] : [{ type: "text", value }]);
  const line = (...parts: ElementContent[]): Element => {
    const made: Element = { type: "element", tagName: "p", properties: {}, children: parts };
    state.patch(node as unknown as MdastNodes, made);
    return made;
  };
  if (!isContainer) {
    const all = [...text(open), ...children, ...text(close)];
    return node.type === "textDirective" ? all : line(...all);
  }
  return [line(...text(open)), ...children, ...(close === "" ? [] : [line(...text(close))])];
}

/** Whether a plugin set the HTML element of a directive. */
function isHandled({ data }: Directive): boolean {
  return data?.hName !== undefined || data?.hProperties !== undefined || data?.hChildren !== undefined;
}

function isLabel(node: MdastNodes | undefined): boolean {
  return (node?.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
}

/** The same as {@linkcode Written}, derived from the tree, for directives that another parser created. */
function rebuild({ type, name, attributes, children }: Directive): Written {
  const list = Object.entries(attributes ?? {}).map(([key, value]) =>
    key === "id"
      ? `#${value}`
      : key === "class"
        ? `.${value?.replaceAll(" ", ".")}`
        : `${key}="${value ?? ""}"`,
  );
  const tail = list.length > 0 ? `{${list.join(" ")}}` : "";
  if (type === "containerDirective") {
    const [first] = children;
    const label = isLabel(first) ? `[${textOf(first as MdastNodes)}]` : "";
    return { open: `:::${name}${label}${tail}`, close: ":::" };
  }
  const head = `${type === "textDirective" ? ":" : "::"}${name}`;
  return children.length > 0 ? { open: `${head}[`, close: `]${tail}` } : { open: head + tail, close: "" };
}

function textOf(node: MdastNodes): string {
  let text = "";
  walk<MdastNodes>(node, (inner) => {
    if (inner.type === "text" || inner.type === "inlineCode") text += inner.value;
  });
  return text;
}
