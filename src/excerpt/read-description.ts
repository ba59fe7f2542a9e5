import { ContentError } from "../diagnostics/content-error.ts";
import { parseMarkdown } from "../markdown/parse-markdown.ts";
import { toContents } from "../markdown/to-hast.ts";
import { flattenBlocks } from "./flatten-blocks.ts";
import { readInline } from "./read-inline.ts";

/** Few descriptions have a character that means something in Markdown or HTML. */
const mayHaveMarks = /[*_`~[\]<&]/;

/** Elements that authors write in a description. Any other name in angle brackets is text: `Array<T>`. */
const knownTag =
  /^(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)$/;

/** The text of a description. If it holds Markdown or tags, they are read and left out. */
export function readDescription(description: string): string {
  const line = description.toWellFormed().trim().replace(/\s+/g, " ");
  if (!mayHaveMarks.test(line)) return line;
  try {
    const { tree } = toContents(parseMarkdown(withTextTags(line)));
    const texts: string[] = [];
    for (const { node, role } of flattenBlocks(tree)) {
      // "1. April" and "# of posts" are not a list and a heading here.
      if (role !== "paragraph") return line;
      texts.push(readInline(node.children, { budget: Number.POSITIVE_INFINITY }).text);
    }
    return texts.join(" ").trim() || line;
  } catch (error) {
    // A description that exceeds the limits of Markdown is used as it is.
    if (error instanceof ContentError) return line;
    throw error;
  }
}

/** Escapes the tags that are meant as text: of unknown elements, and those that are not closed, as in "the <b> tag". */
function withTextTags(line: string): string {
  if (!line.includes("<")) return line;
  const lower = line.toLowerCase();
  return line.replace(/<(\/?)([a-z][a-z\d]*)(?=[\s/>])/gi, (tag, slash: string, written: string) => {
    const name = written.toLowerCase();
    const isWhole =
      /^(?:br|hr|img|wbr)$/.test(name) || lower.includes(slash === "" ? `</${name}>` : `<${name}`);
    return isWhole && knownTag.test(name) ? tag : `&lt;${tag.slice(1)}`;
  });
}
