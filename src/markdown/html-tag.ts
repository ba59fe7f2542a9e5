/** A tag at the start of a piece of HTML. */
export interface HtmlTag {
  kind: "open" | "close";
  /** Its name in lower case. */
  name: string;
}

/**
 * Reads the tag that a piece of HTML starts with; in a line of Markdown each tag is a node of its own.
 *
 * @param html - the value of an mdast `html` node
 */
export function htmlTagOf(html: string): HtmlTag | undefined {
  const match = /^<(\/?)([a-z][^\s/>]*)/i.exec(html);
  if (match === null) return undefined;
  return { kind: match[1] === "/" ? "close" : "open", name: (match[2] ?? "").toLowerCase() };
}
