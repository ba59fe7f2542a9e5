import type { Element, Nodes, Properties, Root } from "hast";
import type { Pluggable, PluggableList, Plugin } from "unified";
import type { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** What a plugin added to a tree. */
interface Addition {
  plugin: string;
  elements: Set<Element>;
  properties: { element: Element; name: string; value: unknown }[];
}

/** What the plugins of a stage added to the tree of a file. */
const additionsOf = new WeakMap<VFile, Addition[]>();

/** Wraps plugins so that {@linkcode findUseless} knows what they added. Presets and callbacks are left as they are. */
export function watchPlugins(plugins: PluggableList): PluggableList {
  return plugins.map((pluggable): Pluggable => {
    if (typeof pluggable === "function") return watch(pluggable as Plugin<unknown[]>);
    if (!Array.isArray(pluggable)) return pluggable;
    const [plugin, ...options] = pluggable;
    return [watch(plugin as Plugin<unknown[]>), ...options] as Pluggable;
  });
}

type AnyTransformer = (tree: Root, file: VFile) => unknown;

function watch(plugin: Plugin<unknown[]>): Plugin<unknown[]> {
  return function (...options) {
    const transform = plugin.apply(this, options) as AnyTransformer | undefined;
    if (typeof transform !== "function" || transform.length > 2) return transform as never;
    const watched: AnyTransformer = (tree, file) => {
      const before = new Map<Element, Properties>();
      walk<Nodes>(tree, (node) => {
        if (node.type === "element") before.set(node, { ...node.properties });
      });
      const compare = (result: unknown): unknown => {
        const addition = compareTrees(before, (result as Root | undefined) ?? tree, plugin.name);
        additionsOf.set(file, [...(additionsOf.get(file) ?? []), addition]);
        return result;
      };
      const result = transform(tree, file);
      return result instanceof Promise ? result.then(compare) : compare(result);
    };
    return watched as never;
  };
}

function compareTrees(before: ReadonlyMap<Element, Properties>, tree: Root, plugin: string): Addition {
  const addition: Addition = { plugin, elements: new Set(), properties: [] };
  walk<Nodes>(tree, (element) => {
    if (element.type !== "element") return;
    const old = before.get(element);
    if (old === undefined) addition.elements.add(element);
    for (const [name, value] of Object.entries(element.properties ?? {})) {
      if (value != null && old?.[name] !== value) addition.properties.push({ element, name, value });
    }
  });
  return addition;
}

/** Finds plugins whose work the sanitizer undid as a whole: they are in the wrong place. */
export function findUseless(tree: Root, file: VFile): VFileMessage[] {
  const additions = additionsOf.get(file);
  if (additions === undefined) return [];
  const left = new Set<Nodes>();
  walk<Nodes>(tree, (node) => left.add(node));
  return additions.flatMap(({ plugin, elements, properties }) => {
    if (elements.size === 0 && properties.length === 0) return [];
    if (properties.some((property) => left.has(property.element) && isKept(property))) return [];
    const hasElement = [...elements].some((element) => left.has(element));
    if (hasElement && properties.length === 0) return [];
    const what = hasElement || elements.size === 0 ? "every attribute that it set" : "all that it added";
    return createMessage("plugin-no-effect", {
      reason: `The rehype plugin "${plugin}" has no effect before the sanitizer, which removed ${what}`,
      note: "Move it to `rehypePlugins.afterSanitize`, or list what it adds in `allow`.",
      path: file.path,
      place: undefined,
    });
  });
}

/** Whether something of a property is left. */
function isKept({ element, name, value }: Addition["properties"][number]): boolean {
  const kept = element.properties[name];
  if (!Array.isArray(kept) || !Array.isArray(value)) return kept != null;
  return kept.some((item) => value.includes(item));
}
