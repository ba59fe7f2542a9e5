import { ErrorCodes, type Token, Tokenizer, TokenizerMode } from "parse5";

/** Receives the tokens of a piece of HTML, in order. */
export interface TokenReceiver {
  /** With whether the content is text up to the end tag. */
  onStartTag(tag: Token.TagToken, isText: boolean): void;
  onEndTag(tag: Token.TagToken): void;
  /** Text between tags, in pieces that are white space or have none; character references are decoded. */
  onText?(text: string): void;
  /** A comment or doctype; for comments that do not start with `<!--`, it is unknown whether they are closed. */
  onComment?(location: Token.Location | null, isUnclosed: boolean): void;
  /** The HTML ends in a tag, at the start of one, or in a CDATA section. */
  onUnclosed?(kind: "tag" | "start" | "section"): void;
  /** Whether the content of an element such as `<style>` may be markup, as it is in SVG. */
  mayBeMarkup(tag: Token.TagToken): boolean;
  /** Whether the current position is in SVG or MathML, where CDATA sections exist. */
  isForeign?(): boolean;
}

/** Elements whose content is text up to their end tag, and how that text is read. */
const textModes: ReadonlyMap<string, Tokenizer["state"]> = /* @__PURE__ */ new Map([
  ["title", TokenizerMode.RCDATA],
  ["textarea", TokenizerMode.RCDATA],
  ["style", TokenizerMode.RAWTEXT],
  ["xmp", TokenizerMode.RAWTEXT],
  ["iframe", TokenizerMode.RAWTEXT],
  ["noembed", TokenizerMode.RAWTEXT],
  ["noframes", TokenizerMode.RAWTEXT],
  ["script", TokenizerMode.SCRIPT_DATA],
  ["plaintext", TokenizerMode.PLAINTEXT],
]);

/** Whether the content of an element is text, tags included. */
export function isTextElement(name: string): boolean {
  return textModes.has(name);
}

/**
 * Creates the tokenizer of parse5 for use without its parser, which would switch it to text after `<script>` and the
 * like.
 *
 * @param hasLocations - whether tags have a `location`, which takes half as long again; its offsets count from the first
 *   character written
 */
export function createHtmlTokenizer(receiver: TokenReceiver, hasLocations: boolean): Tokenizer {
  const ignore = (): void => {};
  const onText = ({ chars }: Token.CharacterToken): void => receiver.onText?.(chars);
  let isUnclosedComment = false;
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: hasLocations },
    {
      onStartTag(tag) {
        const mode = receiver.mayBeMarkup(tag) ? undefined : textModes.get(tag.tagName);
        receiver.onStartTag(tag, mode !== undefined);
        if (mode !== undefined) tokenizer.state = mode;
        tokenizer.inForeignNode = receiver.isForeign?.() ?? false;
      },
      onEndTag(tag) {
        receiver.onEndTag(tag);
        tokenizer.inForeignNode = receiver.isForeign?.() ?? false;
      },
      onComment({ location }) {
        receiver.onComment?.(location, isUnclosedComment);
      },
      onCharacter: onText,
      onNullCharacter: ignore,
      onWhitespaceCharacter: onText,
      onDoctype: ({ location }) => receiver.onComment?.(location, false),
      onEof: ignore,
      onParseError({ code }) {
        if (code === ErrorCodes.eofInComment) isUnclosedComment = true;
        else if (code === ErrorCodes.eofInTag) receiver.onUnclosed?.("tag");
        else if (code === ErrorCodes.eofBeforeTagName) receiver.onUnclosed?.("start");
        else if (code === ErrorCodes.eofInCdata) receiver.onUnclosed?.("section");
      },
    },
  );
  return tokenizer;
}
