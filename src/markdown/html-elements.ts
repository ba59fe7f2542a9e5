import type { Element, Nodes } from "hast";
import type { Html } from "mdast";
import type { Point, Position } from "unist";
import { parseHtml } from "../html/parse-html.ts";
import { walk } from "./walk.ts";

/** An element in raw HTML. */
export interface HtmlElement {
  element: Element;
  /** Where it stands in the post; lines are always true, columns as long as the HTML is not indented by a list or quote. */
  place: Position | undefined;
}

/**
 * Lists the elements of one name in a piece of raw HTML.
 *
 * @param html - a node of mdast
 * @param tagName - the name in lower case
 */
export function htmlElements(html: Html, tagName: string): HtmlElement[] {
  // Most pieces have none, and parsing is dear.
  if (!html.value.toLowerCase().includes(`<${tagName}`)) return [];
  const found: HtmlElement[] = [];
  walk<Nodes>(parseHtml(html.value), (node) => {
    if (node.type === "element" && node.tagName === tagName) {
      found.push({ element: node, place: placeIn(html.position, node.position) });
    }
  });
  return found;
}

function placeIn(outer: Position | undefined, inner: Position | undefined): Position | undefined {
  if (outer === undefined || inner === undefined) return outer;
  return { start: pointIn(outer.start, inner.start), end: pointIn(outer.start, inner.end) };
}

function pointIn(outer: Point, inner: Point): Point {
  const column = inner.line === 1 ? outer.column + inner.column - 1 : inner.column;
  const point: Point = { line: outer.line + inner.line - 1, column };
  if (outer.offset !== undefined && inner.offset !== undefined) point.offset = outer.offset + inner.offset;
  return point;
}
