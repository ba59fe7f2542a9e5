/** Ends a sentence anywhere. */
const wideStop: RegExp = /[。｡！？．।॥۔؟։።፧។៕။༎]/u;
/** Ends a sentence when white space or nothing follows. */
const narrowStop: RegExp = /[.!?…‽⁇⁈⁉]/u;
/** May come between the period and the end of the sentence. */
const closer: RegExp = /["'”’»›)\]}」』）】》〉〕］｝\u202c\u2069\u200e\u200f*_]/u;
const space: RegExp = /\s/u;

/** A period after one of these does not end a sentence. In lower case, without the period. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    "mr mrs ms dr prof rev hon st vs fig figs eq eqs vol vols ed eds al inc ltd corp jr sr dept approx cf resp " +
    "viz esp incl excl misc gen col lt sgt capt gov sen rep pres mt ave blvd jan feb mar apr jun jul aug sep sept " +
    "oct nov dec op pp ch sec ver rev est intl natl univ assn bros " +
    "bzw ca ggf evtl vgl abs art hrsg nr bspw sog inkl exkl zzgl max min tel str jh jhd mio mrd " +
    "mme mlle mgr env chap sra srta ud uds pág núm sig dott avv ing г ул стр рис см"
  ).split(" "),
);

export function isSentenceEnd(text: string, index: number): boolean {
  let at = index;
  // Only a few closing quotes and brackets: a longer run of them does not end a sentence.
  while (at > 0 && index - at < 8 && closer.test(text[at - 1]!)) at--;
  const stop = text[at - 1];
  if (stop === undefined || space.test(stop)) return false;
  const next = text[index];
  // A run of marks (`?!`, `...`) ends after the last one, and after the quotes that follow.
  if (next !== undefined && (wideStop.test(next) || narrowStop.test(next) || closer.test(next))) return false;
  if (wideStop.test(stop)) {
    // 「はい。」と言った: the quote ends here, not the sentence. A digit after ． makes it a number.
    if (at < index) return next === undefined || !/[\p{L}\p{N}]/u.test(next) || /[”’]/.test(text[index - 1]!);
    return !(stop === "．" && next !== undefined && /\p{N}/u.test(next));
  }
  if (!narrowStop.test(stop)) return false;
  if (next !== undefined && !space.test(next)) {
    // `日本語です!次の文`: ASCII punctuation in a script without spaces.
    return wide.test(next) && wide.test(text[at - 2] ?? "");
  }
  // `Yahoo! is`, `(really?) and`, `wait ... for it`.
  if (/\p{Ll}/u.test(nextLetter(text, index) ?? "")) return false;
  return stop !== "." || !isAbbreviation(text, at - 1);
}

/** Where a sentence may end; only these positions are checked. */
const stops = /* @__PURE__ */ new RegExp(`[.!?…‽⁇⁈⁉]|${wideStop.source}`, "gu");

/** Splits a text into its sentences, with the white space that follows each. */
export function splitSentences(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(stops)) {
    let end = index + 1;
    // Closing quotes belong to the sentence.
    while (end < text.length && end - index < 8 && closer.test(text[end]!)) end++;
    if (end <= from || !isSentenceEnd(text, end)) continue;
    while (end < text.length && space.test(text[end]!)) end++;
    parts.push(text.slice(from, end));
    from = end;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** At the end of a paragraph, the period of an abbreviation or a number ends the sentence too. */
const finalStop: RegExp = new RegExp(
  `(?:${wideStop.source}|${narrowStop.source})(?:${closer.source}){0,8}$`,
  "u",
);

/** What may follow the end mark: a source in brackets. */
const source = /(?<=[。！？.!?])\s?(?:[(（][^()（）。！？]{1,60}[)）]|\[[^[\]]{1,60}\])$/u;

/** Whether a paragraph ends with an end mark, or with a symbol used in place of a period: 🎉, `:)`. */
export function endsSentence(text: string): boolean {
  const end = text.slice(-80);
  return (
    finalStop.test(end) || source.test(end) || /(?:\p{Extended_Pictographic}\ufe0f?|[:;]-?[)D(])$/u.test(text)
  );
}

/** The end of a line that introduces what follows. */
const open: RegExp = /[:：,，、;；–—،؛]$/u;
/** A sentence that refers to what is below it: "as follows", "the details below". */
const pointing: readonly RegExp[] = [
  /(?<!\p{L})(?:as follows|wie folgt|(?:(?:topic|link|article|post|section|table|list|example|code)s? )?below|ci-dessous|a continuación|abaixo|a seguir|ниже|poniżej|dưới đây|bên dưới|di bawah ini)(?: for (?:more )?(?:details|information))?[.!]$/iu,
  /(?<!\p{L})(?:(?:see|check|visit) (?:out )?the following|siehe (?:auch )?(?:die|den|das) folgenden?|(?:revis[ae]|vea|consulte)[^.]{1,30} siguientes?|(?:consulte|veja|verifique)[^.]{1,30} seguintes?|consultez[^.]{1,30} suivante?s?|aşağıdaki(?= [^.]{1,30}(?:bakın|inceleyin|edin)))(?!\p{L})[^.]{0,40}\.$/iu,
  /(?:(?<![例比譬诸])如下|(?:以下|下記|下述|下列|下方|下图|下圖|下表|下面[的这這列]|次の)[^。！？]{0,20}(?:通り|とおり|よう[にな]|参照|參照|参考|參考|確認|覧|見て|見る|見ると|紹介|読み|入手|ダウンロード|详情|詳情|详细|詳細|了解|瞭解|所示))[^。！？]{0,20}[。.]$/u,
  /(?:参阅|參閱|参考|參考|查看|查询|查詢|检查|檢查|详阅|詳閱|请看|請看|通过|通過)(?:以下|下述|下列|下面的?)[^。！？]{1,30}[。.]$/u,
  /(?:(?:다음|아래)[과와] 같|(?:다음|아래)[^.]{0,20}(?:참고|참조|확인|보세요))[^.]{0,12}\.$/u,
];

/** Whether a text ends with a line or a sentence that introduces what follows. */
export function announces(text: string): boolean {
  const end = text.slice(-80);
  return open.test(end) || pointing.some((pattern) => pattern.test(end));
}

/**
 * Removes a last sentence that introduces what is missing, if there are others; otherwise it ends in the ellipsis, unless
 * it has an end mark.
 */
export function endAnnouncement(text: string, ellipsis: string): string {
  const sentences = splitSentences(text);
  if (sentences.length > 1) return sentences.slice(0, -1).join("").trimEnd();
  if (endsSentence(text)) return text;
  const head = text.replace(/[\s:：,，、;；–—،؛-]+$/u, "");
  return head === "" ? text : head + ellipsis;
}

/** Appends a line to a text: with a separator after a line without an end mark, otherwise with a space. */
export function addLine(text: string, line: string, separator: string): string {
  if (text === "") return line;
  return text + (open.test(text) || text.endsWith("-") || endsSentence(text) ? " " : separator) + line;
}

const wide: RegExp = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

/** The first letter or digit after white space and opening quotes. */
function nextLetter(text: string, index: number): string | undefined {
  const ahead = text.slice(index, index + 16);
  return /^[\s"'“‘«‹([*_\u2066-\u2068\u202a-\u202e]*([\p{L}\p{N}])/u.exec(ahead)?.[1];
}

/** Whether the period at `index` belongs to the word before it: `Dr.`, `e.g.`, `J.`, the `3.` of a German date. */
function isAbbreviation(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 16), index);
  const word = /[\p{L}\p{N}.]*$/u.exec(before)?.[0] ?? "";
  if (/^\p{N}{1,2}$/u.test(word)) return true;
  if (/^\p{L}$/u.test(word)) return word !== "I" && !wide.test(word);
  if (/^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word)) return true;
  // German writes `z. B.` with a space: one letter, a period, a space, one letter.
  return abbreviations.has(word.toLowerCase());
}
