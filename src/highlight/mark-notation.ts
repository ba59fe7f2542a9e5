import { type DraftBlock, type DraftLine, type Mark, markLine } from "./draft-block.ts";
import { plainStyle } from "./style-table.ts";
import type { PaintedToken } from "./tokenize-code.ts";

/** The comment in which a line's notation stands. */
interface Comment {
  /** Its first token, and one past its last. */
  start: number;
  end: number;
  /** Whether it stands in braces that go with it, as in JSX. */
  braced?: boolean;
  /** Code before it in the same token: text that no grammar has cut up. */
  code?: string;
  open: string;
  body: string;
  close: string;
}

/** One `[!code …]`. */
interface Notation {
  mark?: Mark;
  word?: string;
  /** Number of lines it is about; all that follow when it does not say. */
  count: number | undefined;
}

const marks: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ["++", "insert"],
  ["--", "delete"],
  ["hl", "highlight"],
  ["highlight", "highlight"],
  ["focus", "focus"],
  ["error", "error"],
  ["warning", "warning"],
  ["info", "info"],
]);

/** Openers of comments that reach to the end of the line. Quotes are those of Vim and of Visual Basic. */
const lineOpener = /^(?:\/\/|["'#*]|;{1,2}|%{1,2}|--)/;
/** Openers of which a token may hold no more than the opener itself. */
const sureOpener = /^(?:\/\/|\/\*|<!--|#|;{1,2}|%{1,2}|--)/;
const opening = "[!code ";

/** Takes a comment apart; nothing when the text is none. */
function readComment(text: string, toEnd: boolean): Pick<Comment, "open" | "body" | "close"> | undefined {
  const trimmed = text.trim();
  const indent = text.slice(0, text.length - text.trimStart().length);
  const trail = text.slice(text.trimEnd().length);
  for (const [open, close] of [
    ["<!--", "-->"],
    ["/*", "*/"],
  ] as const) {
    if (trimmed.length > open.length + close.length && trimmed.startsWith(open) && trimmed.endsWith(close)) {
      const body = trimmed.slice(open.length, -close.length);
      return { open: indent + open, body, close: close + trail };
    }
  }
  const open = toEnd ? lineOpener.exec(trimmed)?.[0] : undefined;
  return open === undefined
    ? undefined
    : { open: indent + open, body: trimmed.slice(open.length), close: "" };
}

/** Finds the comment in which a line's notation stands. */
function findComment(tokens: readonly PaintedToken[], jsx: boolean): Comment | undefined {
  const end = tokens.length;
  // Most grammars make one token of a comment; some make several, of which the first begins with the opener.
  let tail = "";
  let found = false;
  for (let start = end - 1; start >= 0; start--) {
    const { content } = tokens[start]!;
    tail = content + tail;
    found ||= tail.includes(opening);
    if (!found || (start < end - 1 && !sureOpener.test(content.trimStart()))) continue;
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

/** Text that no grammar has cut up may hold a comment at its end. */
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

/** Where the notation that starts at `from` ends, after its bracket; -1 when it never does. */
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

/** Takes the notations out of a comment's text. */
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

/** What is left of `// note //` once the notation behind it is gone: `// note`. */
function dropEmptyComment(text: string): string {
  const trimmed = text.trimEnd();
  const opener = /(?:\/\/|#|;{1,2}|%{1,2}|--)$/.exec(trimmed)?.[0];
  return opener === undefined ? text : trimmed.slice(0, -opener.length).trimEnd();
}

function isBlank(token: PaintedToken | undefined): boolean {
  return token !== undefined && token.content.trim() === "";
}

/** Takes the notation out of a line and tells what it said; nothing when it has none. */
function readLine(line: DraftLine, jsx: boolean): { notations: Notation[]; whole: boolean } | undefined {
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
 * Reads the notation in comments, `// [!code ++]` and its kind, marks what it asks for, and takes it out of the
 * code. A line of nothing but notation speaks of the line after it, and goes.
 *
 * The rules are those of `@shikijs/transformers`, which the tests hold beside this. They are written anew because
 * those take exponential time on `[!code \\\\\\…`, and because they need a tree where there is none here.
 *
 * @param block - lines of tokens, before tokens of equal style are joined
 * @param jsx - whether `{/* … *\/}` is a comment, braces and all
 */
export function markNotation(block: DraftBlock, jsx: boolean): void {
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
