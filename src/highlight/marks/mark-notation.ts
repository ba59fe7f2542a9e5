import { plainStyle } from "../composite-theme/style-table.ts";
import type { PaintedToken } from "../tokenize-code.ts";
import { type Mark, type MarkedBlock, type MarkedLine, markLine } from "./mark-line.ts";

/** The comment that holds the notation of a line. */
interface Comment {
  /** Its first token, and one past its last. */
  start: number;
  end: number;
  /** Whether it is in braces that are removed with it, as in JSX. */
  braced?: boolean;
  /** Code before it in the same token: plain text has one token a line. */
  code?: string;
  open: string;
  body: string;
  close: string;
}

/** One `[!code …]`. */
interface Notation {
  mark?: Mark;
  word?: string;
  /** Number of lines it applies to; all that follow when it does not say. */
  count: number | undefined;
}

const marks: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ["++", "insert"],
  ["--", "delete"],
  ["hl", "highlight"],
  ...(["highlight", "focus", "error", "warning", "info"] as const).map((mark) => [mark, mark] as const),
]);

const opening = "[!code ";
const blockComment = /^(\s*<!--)(.+)(-->\s*)$|^(\s*\/\*)(.+)(\*\/\s*)$/s;
/** A comment that ends with the line. Quotes open comments in Vim and Visual Basic. */
const lineComment = /^(\s*(?:\/\/|["'#*]|;{1,2}|%{1,2}|--))(.*)$/s;
/** What may be the first of several tokens of a comment. */
const firstToken = /^\s*(?:\/\/|\/\*|<!--|#|;{1,2}|%{1,2}|--)/;

/** Splits a comment into its delimiters and its text. */
function readComment(text: string, toEnd: boolean): Pick<Comment, "open" | "body" | "close"> | undefined {
  const match = blockComment.exec(text) ?? (toEnd ? lineComment.exec(text.trimEnd()) : null);
  if (!match) return undefined;
  const [open = "", body = "", close = ""] = match.slice(1).filter((part) => part !== undefined);
  return { open, body, close };
}

/** Finds the comment that holds the notation of a line. */
function findComment(tokens: readonly PaintedToken[], jsx: boolean): Comment | undefined {
  const end = tokens.length;
  // Most grammars give a comment one token. Some give it several, the first of which begins with the opener.
  let tail = "";
  let found = false;
  for (let start = end - 1; start >= 0; start--) {
    const { content } = tokens[start]!;
    tail = content + tail;
    found ||= tail.includes(opening);
    if (!found || (start < end - 1 && !firstToken.test(content))) continue;
    const comment = readComment(tail, true);
    if (comment) return { start, end, ...comment };
  }
  const start = tokens.findIndex(
    ({ content }) => content.includes(opening) && readComment(content, false) !== undefined,
  );
  const comment = start === -1 ? undefined : readComment(tokens[start]!.content, false);
  if (!comment) return findInPlainText(tokens);
  const braced =
    jsx && tokens[start - 1]?.content.trim() === "{" && tokens[start + 1]?.content.trim() === "}";
  return { start, end: start + 1, braced, ...comment };
}

/** A line of plain text may end with a comment. */
function findInPlainText(tokens: readonly PaintedToken[]): Comment | undefined {
  const [only] = tokens;
  if (tokens.length !== 1 || !only || only.style !== plainStyle) return undefined;
  const before = only.content.slice(0, only.content.indexOf(opening)).trimEnd();
  const opener = /(?:\/\/|\/\*|<!--|#|;|%|--)$/.exec(before)?.[0] ?? "";
  const code = before.slice(0, before.length - opener.length);
  if (opener === "" || !/\s$/.test(code)) return undefined;
  const comment = readComment(only.content.slice(code.length), true);
  return comment && { start: 0, end: 1, code, ...comment };
}

/** The offset after the bracket that ends the notation at `from`, or -1. */
function findEnd(text: string, from: number): number {
  for (let index = from + opening.length; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === "]") return index + 1;
  }
  return -1;
}

function readNotation(text: string): Notation | undefined {
  const word = /^word:((?:\\.|[^\\:])+)(?::(\d+))?$/s.exec(text);
  if (word) {
    return {
      word: (word[1] ?? "").replace(/\\(.)/gs, "$1"),
      count: word[2] === undefined ? undefined : Number(word[2]),
    };
  }
  const [, name = "", count = "1"] = /^([^:]*)(?::(\d{1,9}))?$/.exec(text) ?? [];
  const mark = marks.get(name.toLowerCase());
  return mark && { mark, count: Number(count) };
}

/** Removes the notations from the text of a comment. `alone`: it holds nothing else. */
function takeNotations(body: string): { notations: Notation[]; rest: string; alone: boolean } {
  const notations: Notation[] = [];
  let rest = "";
  let other = "";
  let done = 0;
  for (let at = body.indexOf(opening); at !== -1; ) {
    const end = findEnd(body, at);
    if (end === -1) break;
    const notation = readNotation(body.slice(at + opening.length, end - 1));
    let before = body.slice(done, at);
    other += before.replace(/#\s*$/, "");
    if (notation) {
      notations.push(notation);
      before = before.trimEnd();
      if (notation.mark && before.endsWith("#")) before = before.slice(0, -1);
    }
    rest += notation ? before : body.slice(done, end);
    done = end;
    at = body.indexOf(opening, end);
  }
  return { notations, rest: rest + body.slice(done), alone: (other + body.slice(done)).trim() === "" };
}

/** Without its notation `// note // [!code hl]` is `// note //`: removes the second opener. */
function dropEmptyComment(text: string): string {
  const trimmed = text.trimEnd();
  const opener = /(?:\/\/|#|;{1,2}|%{1,2}|--)$/.exec(trimmed)?.[0];
  return opener === undefined ? text : trimmed.slice(0, -opener.length).trimEnd();
}

function isBlank(token: PaintedToken | undefined): boolean {
  return token !== undefined && token.content.trim() === "";
}

/** Removes the notation from a line and returns it. `whole`: the line held nothing else. */
function readLine(line: MarkedLine, jsx: boolean): { notations: Notation[]; whole: boolean } | undefined {
  const { tokens } = line;
  const comment = tokens.some(({ content }) => content.includes("!code")) && findComment(tokens, jsx);
  if (!comment) return undefined;
  const { notations, rest, alone } = takeNotations(comment.body);
  if (notations.length === 0) return undefined;
  const { start, end, braced, code = "", open, close } = comment;
  const body = dropEmptyComment(rest);
  const cut = braced ? { start: start - 1, end: end + 1 } : { start, end };
  while (isBlank(tokens[cut.start - 1])) cut.start--;
  const onlyComment = code === "" && cut.start === 0 && cut.end === tokens.length;
  const { style } = tokens[start]!;
  if (body.trim() !== "") tokens.splice(start, end - start, { content: code + open + body + close, style });
  else if (onlyComment) line.removed = true;
  else if (code === "") tokens.splice(cut.start, cut.end - cut.start);
  else tokens.splice(start, 1, { content: code.trimEnd(), style });
  return { notations, whole: onlyComment && alone };
}

/**
 * Reads the notation in comments, such as `// [!code ++]`, marks what it asks for, and removes it from the code. A line
 * that holds nothing but notation applies to the line after it and is removed.
 *
 * The rules are those of `@shikijs/transformers`, with which the tests compare this. Their code takes exponential time on
 * `[!code \\\\\\…` and needs a tree, which does not exist here.
 *
 * @param block - lines of tokens, before tokens of equal style are joined
 * @param jsx - whether `{/* … *\/}` is a comment, including the braces
 */
export function markNotation(block: MarkedBlock, jsx: boolean): void {
  const { lines, words } = block;
  const found = lines.map((line) => readLine(line, jsx));
  found.forEach((reading, index) => {
    if (!reading) return;
    let first = index;
    if (reading.whole) while (first === index || lines[first]?.removed) first++;
    for (const { mark, word, count } of reading.notations) {
      let left = count ?? Number.POSITIVE_INFINITY;
      let line = first;
      for (; line < lines.length && left > 0; line++) {
        if (lines[line]?.removed) continue;
        if (mark) markLine(block, lines[line], mark);
        left--;
      }
      if (word !== undefined) words.push({ word, from: first, to: line });
    }
  });
  for (const line of lines) {
    line.tokens = line.tokens.map((token) =>
      token.content.includes("[\\!code")
        ? { ...token, content: token.content.replaceAll("[\\!code", "[!code") }
        : token,
    );
  }
}
