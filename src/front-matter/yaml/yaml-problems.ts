import type { YAMLError } from "yaml";
import type { MatterProblem } from "../matter-node.ts";
import { findOpenQuote } from "./repair-yaml.ts";

const reasons: Record<string, [reason: string, note: string]> = {
  BAD_DQ_ESCAPE: [
    "A backslash in double quotes starts an escape that YAML does not know",
    "Write two backslashes, or use single quotes.",
  ],
  BAD_INDENT: [
    "The lines are not indented alike",
    "Give the entries of one list or mapping the same indentation.",
  ],
  BAD_SCALAR_START: ["A value without quotes may not start with this character", "Put the value in quotes."],
  BLOCK_AS_IMPLICIT_KEY: [
    "A value without quotes may not contain a colon and a space",
    "Put the value in quotes.",
  ],
  BLOCK_IN_FLOW: ["A block is inside brackets", "Close the bracket, or put the value in quotes."],
  MISSING_CHAR: ["A closing quote, a closing bracket or the colon after a key is missing", "Add it."],
  MULTILINE_IMPLICIT_KEY: [
    "This line is neither a `key: value` nor indented as the continuation of the one before",
    "Indent it, or put the value in quotes.",
  ],
  MULTIPLE_DOCS: ["The front matter contains two YAML documents", "Remove the line of hyphens between them."],
  TAB_AS_INDENT: ["YAML does not allow tabs for indentation", "Use spaces."],
  UNEXPECTED_TOKEN: ["There is text after the end of the value", "Put the whole value in quotes."],
};

/** What the parser of `yaml` reports, in words that help an author. */
export function syntaxProblem(error: YAMLError, text: string): MatterProblem {
  let [start, end] = error.pos;
  if (error.code === "MISSING_CHAR" || start >= text.trimEnd().length) {
    // The parser misses a quote or a bracket only further below: what helps is where it was opened, or the last text.
    start = findOpenQuote(text, start) ?? text.slice(0, start).trimEnd().length;
    end = start + 1;
  }
  const [reason, note] = reasons[error.code] ?? [
    "This is not valid YAML",
    "Check the line, or put the value in quotes.",
  ];
  return { rule: "front-matter-syntax", reason: `${reason} (${error.message})`, note, start, end };
}

export function secondDocument(start: number): MatterProblem {
  const [reason = "", note = ""] = reasons.MULTIPLE_DOCS ?? [];
  return { rule: "front-matter-syntax", reason, note, start, end: start + 1 };
}

export function notAMapping(start: number, end: number): MatterProblem {
  return {
    rule: "front-matter-syntax",
    reason: "The front matter is not a list of `key: value` lines",
    note: "Write one `key: value` a line, with a space after the colon.",
    start,
    end,
  };
}

export function badKey(kind: "reference" | "list or mapping", start: number, end: number): MatterProblem {
  return {
    rule: "front-matter-key",
    reason: `A key must be text, and this is a ${kind}`,
    note: "Put the value in quotes if it is meant as text: a brace at its start begins a mapping.",
    start,
    end,
  };
}

/** @param isInside - whether the alias is inside what it refers to */
export function badAlias(name: string, isInside: boolean, start: number, end: number): MatterProblem {
  return {
    rule: "front-matter-alias",
    reason: isInside
      ? `The alias \`*${name}\` is inside the value that it refers to`
      : `The alias \`*${name}\` refers to nothing: no \`&${name}\` comes before it`,
    note: "Put the value in quotes if the asterisk is part of the text.",
    start,
    end,
    isFinal: isInside,
  };
}

/** @param text - the matter @param nodeStart - where the node starts that the tag stands before */
export function badTag(tag: string, text: string, nodeStart: number): MatterProblem {
  let start = Math.max(text.lastIndexOf("!", nodeStart), 0);
  while (text[start - 1] === "!") start--;
  return {
    rule: "front-matter-tag",
    reason: `The tag \`${tag.replace("tag:yaml.org,2002:", "!!")}\` asks for a type that front matter cannot contain`,
    note: "Remove the tag; put the value in quotes if the exclamation mark is part of the text.",
    start,
    end: nodeStart,
    isFinal: true,
  };
}

export function tooManyAliases(budget: number, start: number, end: number): MatterProblem {
  return {
    rule: "limit-front-matter",
    reason: `The aliases expand the front matter to more than ${budget} characters and values`,
    note: "Write the values out, without `&` and `*`.",
    start,
    end,
    isFinal: true,
  };
}
