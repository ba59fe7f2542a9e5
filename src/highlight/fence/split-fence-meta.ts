const quoted = [/"(?:\\.|[^\\"])*"/, /'(?:\\.|[^\\'])*'/, /`(?:\\.|[^\\`])*`/]
  .map(({ source }) => source)
  .join("|");
const slashed = /\/(?:\\.|[^\\/])+\/(?=\s|$|#)/.source;
const braces = /\{(?:[^{}"]|"[^"]*"|\{[^{}]*\})*\}/.source;
const brackets = /\[[^[\]]*\]/.source;
/** The `=` after a name may have white space around it: `title = "a"`. */
const spacedName = /(?<name>:?[A-Za-z_][\w-]*)(?:\s+=\s*(?=["'`{\w])|=\s+(?=["'`{]))/.source;

/** A piece of meta text. One that starts with a brace ends with it, as does `[a.ts]` before a brace. */
function pieceBefore(separators: string): RegExp {
  // Elsewhere, a quote is an apostrophe, and a slash is part of a path.
  const opening = `(?<=^|[${separators}=:}{[(])`;
  const part = `${opening}(?:${quoted}|${slashed})|${braces}|${brackets}|[^${separators}]`;
  return new RegExp(`${braces}|${brackets}(?=\\{)|(?:${spacedName})?(?:${part})+`, "gs");
}
const pieces: Readonly<Record<"spaces" | "commas", RegExp>> = {
  spaces: pieceBefore("\\s"),
  commas: pieceBefore("\\s,"),
};

/**
 * Splits the meta text of a fence at white space and, if asked, at commas, but never inside quotes, braces, brackets or
 * `/words/`.
 */
export function splitFenceMeta(text: string, separators: keyof typeof pieces): string[] {
  return [...text.matchAll(pieces[separators])].map(({ 0: piece, groups: { name } = {} }) =>
    name === undefined ? piece : piece.replace(/\s*=\s*/, "="),
  );
}

/** Meta text that is not understood. */
export interface RestOfMeta {
  /** Names with their values; `true` for a name alone. */
  readonly named: Record<string, string | true>;
  /** Text without a name, as written. */
  readonly unnamed: string;
}

/** Reads the text that {@linkcode parseFenceMeta} does not understand as names and values. */
export function readRest(rest: string): RestOfMeta {
  const entries: [string, string | true][] = [];
  const unnamed: string[] = [];
  for (const piece of splitFenceMeta(rest, "spaces")) {
    const { name, value } = /^(?<name>[A-Za-z_][\w-]*)(?:=(?<value>.+))?$/s.exec(piece)?.groups ?? {};
    const isList = /^[A-Za-z_][\w-]*(?:,[A-Za-z_][\w-]*)+$/.test(piece);
    if (name !== undefined) entries.push([name, value === undefined ? true : unquote(value)]);
    else if (isList) entries.push(...piece.split(",").map((part): [string, true] => [part, true]));
    else unnamed.push(piece);
  }
  return { named: Object.fromEntries(entries), unnamed: unnamed.join(" ") };
}

function unquote(value: string): string {
  return /^(["'`]).*\1$/s.test(value) || /^\{.*\}$/s.test(value) ? value.slice(1, -1) : value;
}
