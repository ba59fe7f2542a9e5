import type { Root } from "mdast";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfmStrikethroughCjkFriendly } from "micromark-extension-cjk-friendly-gfm-strikethrough";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmFootnote } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import type { Construct, ConstructRecord, Extension, State } from "micromark-util-types";
import type { Processor } from "unified";
import { linkLiteralsInText } from "./link-literals.ts";

/** The features of GitHub Flavored Markdown, as bit flags. */
const gfmPart = {
  table: 1,
  strikethrough: 2,
  footnote: 4,
  taskListItem: 8,
  /** `www.…` and `https://…` in running text. */
  url: 16,
  /** `name@host.tld` in running text, which checks every word. It requires `url`. */
  email: 32,
} as const;

export const allGfmParts = 63;

/**
 * A character reference or an escape that may stand for `:`, `/`, `.`, `@` or, by number, a letter: links are also
 * searched in the decoded text.
 */
const hiddenCharacter: RegExp = /&(?:#|commat;|colon;|sol;|period;)|\\[:/.@]/;

/** The sign of an email address: a character on each side of an `@`, and a dot later. */
const maybeEmail: RegExp = /[-.+\w]@[-\w]+\.[-\w]/;

const maybeUrl: RegExp = /https?:\/\/|www\./i;

/** The inside of `[ ]`, `[x]`; a line ending is a space too, and a quote's marker may follow it. */
const maybeTask: RegExp = /\[(?:[ \txX]\]|[\r\n])/;

/**
 * Returns the GFM features that a text can need. An omitted feature would have changed nothing; a returned one may
 * still not be needed. It scans the source once, from left to right.
 */
export function gfmPartsOf(text: string): number {
  let parts = 0;
  if (hasDelimiterRow(text)) parts |= gfmPart.table;
  if (text.includes("~")) parts |= gfmPart.strikethrough;
  if (text.includes("[^")) parts |= gfmPart.footnote;
  if (maybeTask.test(text)) parts |= gfmPart.taskListItem;
  if (hiddenCharacter.test(text)) parts |= gfmPart.url | gfmPart.email;
  if (maybeUrl.test(text)) parts |= gfmPart.url;
  if (text.includes("@") && maybeEmail.test(text)) parts |= gfmPart.url | gfmPart.email;
  return parts;
}

/** A line of only dashes, pipes, colons, white space and the markers of quotes: `|---|:-:|`. */
const maybeDelimiterRow: RegExp = /^[\t >|:-]+$/gm;

function hasDelimiterRow(text: string): boolean {
  if (!text.includes("-")) return false;
  for (const [line] of text.matchAll(maybeDelimiterRow)) {
    if (line.includes("-") && /[|:]/.test(line)) return true;
  }
  return false;
}

/** What {@linkcode remarkGfmParts} attaches. */
export interface SyntaxParts {
  /** Bits of `gfmPart`. */
  parts: number;
  /** Whether marks next to punctuation of Chinese, Japanese and Korean open and close emphasis and strikethrough. */
  cjk: boolean;
  /** Whether a single tilde strikes through, like two. */
  singleTilde: boolean;
}

/**
 * A unified plugin: `remark-gfm`, split into features. With the features that a text can need, it creates the same tree
 * as `remark-gfm` without the cost of the others: the search for email addresses alone is a third of a parse.
 */
export function remarkGfmParts(this: Processor, { parts, cjk, singleTilde }: SyntaxParts): undefined {
  const data = this.data();
  const micromark = (data.micromarkExtensions ??= []);
  const fromMarkdown = (data.fromMarkdownExtensions ??= []);
  if (cjk) micromark.push(cjkFriendlyExtension());
  // In the order of remark-gfm: of two constructs for one character, the later extension is tried first.
  if (parts & (gfmPart.url | gfmPart.email)) {
    micromark.push(addressLiteral((parts & gfmPart.email) !== 0));
    const extension = gfmAutolinkLiteralFromMarkdown();
    const [transform] = extension.transforms ?? [];
    fromMarkdown.push({
      ...extension,
      transforms: [(tree) => transform && linkLiteralsInText(tree as Root, transform)],
    });
  }
  if (parts & gfmPart.footnote) {
    micromark.push(gfmFootnote());
    fromMarkdown.push(gfmFootnoteFromMarkdown());
  }
  if (parts & gfmPart.strikethrough) {
    micromark.push(cjk ? gfmStrikethroughCjkFriendly({ singleTilde }) : gfmStrikethrough({ singleTilde }));
    fromMarkdown.push(gfmStrikethroughFromMarkdown());
  }
  if (parts & gfmPart.table) {
    micromark.push(gfmTable());
    fromMarkdown.push(gfmTableFromMarkdown());
  }
  if (parts & gfmPart.taskListItem) {
    micromark.push(gfmTaskListItem());
    fromMarkdown.push(gfmTaskListItemFromMarkdown());
  }
}

const partByConstruct: Readonly<Record<string, number>> = {
  table: gfmPart.table,
  strikethrough: gfmPart.strikethrough,
  gfmFootnoteDefinition: gfmPart.footnote,
  tasklistCheck: gfmPart.taskListItem,
  protocolAutolink: gfmPart.url | gfmPart.email,
};

/**
 * Returns the parts that the plugins of a processor already include (for example `remark-gfm` with `singleTilde: false`).
 * Adding a part twice would override its options.
 */
export function gfmPartsOfProcessor(processor: Pick<Processor, "data">): number {
  const extensions = (processor.data("micromarkExtensions") ?? []) as (Extension | Extension[])[];
  let parts = 0;
  for (const extension of extensions.flat()) {
    for (const record of [extension.document, extension.flow, extension.text]) {
      for (const name of constructNames(record)) parts |= partByConstruct[name] ?? 0;
    }
  }
  return parts;
}

function constructNames(record: ConstructRecord | undefined): string[] {
  return Object.values(record ?? {})
    .flat()
    .flatMap((construct: Construct | undefined) => construct?.name ?? []);
}

/** The constructs for addresses: all, or, for a text without email addresses, only those that begin with `h` or `w`. */
function addressLiteral(email: boolean): Extension {
  const { text = {} } = gfmAutolinkLiteral();
  const wanted: ConstructRecord = {};
  for (const [code, constructs] of Object.entries(text)) {
    const kept = [constructs ?? []].flat().filter(({ name }) => email || name !== "emailAutolink");
    if (kept.length > 0) wanted[Number(code)] = kept.map(lookingAhead);
  }
  return { text: wanted };
}

/**
 * Checks the word before the construct does: at each word that might be an address, the construct first searches
 * everything before it for an open bracket, which takes quadratic time in a long paragraph after a bracket.
 */
function lookingAhead(construct: Construct): Construct {
  const opening: Construct = { partial: true, tokenize: tokenizeOpening(construct.name === "emailAutolink") };
  const address: Construct = { ...construct, previous: undefined };
  return {
    ...construct,
    tokenize: (effects, ok, nok) => effects.check(opening, effects.attempt(address, ok, nok), nok),
  };
}

const localPart = new Set("+-._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

/** Reads how an address begins: the part of an email address before its `@`, or `ht` or `ww`. */
function tokenizeOpening(isEmail: boolean): Construct["tokenize"] {
  return (effects, ok, nok) => {
    let read = "";
    const inside: State = (code) => {
      const character = code === null || code < 0 ? "" : String.fromCharCode(code);
      if (isEmail ? character === "@" : /^(?:ht|ww)$/i.test(read)) {
        effects.exit("literalAutolink");
        return ok(code);
      }
      if (character === "" || (isEmail ? !localPart.has(character) : read.length === 2)) return nok(code);
      if (!isEmail) read += character;
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter("literalAutolink");
      return inside(code);
    };
  };
}
