import type { CodeBlock, CodeLine, CodeToken } from "./code-block.ts";
import type { DraftBlock, MarkedWord } from "./draft-block.ts";
import type { Paint } from "./paint.ts";
import type { PaintedToken } from "./tokenize-code.ts";

/**
 * Joins neighbouring tokens that look alike, and white space with what follows it: nobody sees a colour on a
 * space, and the HTML is a good deal smaller. White space that is underlined or has a background stays as it is.
 */
function joinTokens(tokens: readonly PaintedToken[], paint: Paint): PaintedToken[] {
  const joined: PaintedToken[] = [];
  let blank = "";
  tokens.forEach((token, index) => {
    const decorated = paint.isDecorated(token.style);
    const last = joined.at(-1);
    if (!decorated && index < tokens.length - 1 && token.content.trim() === "") {
      blank += token.content;
      return;
    }
    let { content } = token;
    if (blank !== "") {
      if (decorated) {
        if (last && !paint.isDecorated(last.style))
          joined.splice(-1, 1, { ...last, content: last.content + blank });
        else joined.push({ content: blank, style: 0 });
      } else content = blank + content;
      blank = "";
    }
    const before = joined.at(-1);
    if (before && paint.token(before.style) === paint.token(token.style)) {
      joined.splice(-1, 1, { ...before, content: before.content + content });
    } else joined.push({ content, style: token.style });
  });
  return joined;
}

/** Where a line's words are, from left to right, none inside of another. */
function findWords(text: string, words: readonly MarkedWord[]): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  for (const { word } of words) {
    if (word === "") continue;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      ranges.push([at, at + word.length]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return ranges.filter((range) => range[0] >= end && (end = range[1]) > 0);
}

/** Cuts tokens where marked words begin and end. */
function cutAtWords(tokens: readonly PaintedToken[], words: readonly MarkedWord[]): CodeToken[] {
  const ranges = findWords(tokens.map(({ content }) => content).join(""), words);
  const cut: CodeToken[] = [];
  let offset = 0;
  let next = 0;
  for (const { content, style } of tokens) {
    let from = 0;
    while (from < content.length) {
      const [start = Number.POSITIVE_INFINITY, end = 0] = ranges[next] ?? [];
      const inside = start <= offset + from;
      const to = Math.min(content.length, (inside ? end : start) - offset);
      cut.push({ content: content.slice(from, to), style, word: inside ? next : undefined });
      from = to;
      if (inside && offset + to === end) next++;
    }
    offset += content.length;
  }
  return cut;
}

/** Makes a block of a draft. */
export function finishBlock(
  draft: DraftBlock,
  paint: Paint,
  about: Pick<CodeBlock, "lang" | "title" | "firstNumber">,
): CodeBlock {
  const lines: CodeLine[] = [];
  draft.lines.forEach(({ tokens, classes, removed }, index) => {
    if (removed) return;
    const words = draft.words.filter(({ from, to }) => index >= from && index < to);
    const joined = joinTokens(tokens, paint);
    lines.push({ tokens: words.length > 0 ? cutAtWords(joined, words) : joined, classes: [...classes] });
  });
  return { ...about, lines, classes: [...draft.classes] };
}
