import { splitSentences } from "./sentences.ts";
import { origins, pattern, seriesNotices, wordsFor } from "./wordings.ts";

/** Kinds of paragraphs that come before the text but do not belong to it. */
export type Boilerplate = "contents" | "series" | "byline" | "origin" | "caption" | "import";

/** A second sentence: "Please see part 1 for the background." */
const otherPart: RegExp =
  /(?<=\.)\s+(?:please )?(?:see|read|find|check out|start with)\b[^.!?]{0,80}\bpart\b[^.!?]{0,80}[.!]$/iu;

const contents = /* @__PURE__ */ pattern(() => `^(?:${wordsFor("contents")})\\s*[:：]?$`, "iu");

const picture = "(?:(?:cover|header|hero|banner|featured?|title) )?(?:photo|image|picture|illustration)s?";

/** "Posted by", followed only by names and a date. */
const by: RegExp = /* @__PURE__ */ pattern(
  () =>
    `^(?:(?:posted|written|published|(?:co-?)?authored|contributed|reported|translated)\\s+by|${picture}\\s+(?:by|courtesy of)|by):?\\s+`,
  "i",
);
/** A word of a name or a date. */
const nameOrDate: RegExp =
  /^(?:\p{Lu}[\p{L}'’]*|\p{Lo}+|\d{1,4}(?:st|nd|rd|th)?|and|und|de|of|on|at|[ap]m|min|read)$/u;

const date =
  "(?:\\p{L}{3,9},? )?(?:\\d{1,2}(?:st|nd|rd|th)? \\p{L}{3,10},? \\d{4}|\\p{L}{3,10}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{4}[-/.年]\\s?\\d{1,2}[-/.月]\\s?\\d{1,2}日?|\\d{1,2}[./]\\d{1,2}[./]\\d{4})";
const datedBy: RegExp = /* @__PURE__ */ pattern(() => `^${date},? by `, "iu");

const bylines: readonly RegExp[] = [
  /* @__PURE__ */ pattern(
    () => `^(?:${wordsFor("byline")}|${wordsFor("dated")})\\s*(?:on|at|am|by|el|em|le)?\\s*[:：]\\s*.{1,80}$`,
    "iu",
  ),
  /^(?:posted|published|last updated|updated|written) (?:on|at) [\p{L}\d., /:-]{4,40}\.?$/iu,
  /* @__PURE__ */ pattern(
    () => `^(?:${wordsFor("dated")}) (?:el |em |le |am )?\\d[\\p{L}\\d., /:-]{3,40}\\.?$`,
    "iu",
  ),
  // A date, alone or with a few words beside it that are not a sentence.
  /* @__PURE__ */ pattern(() => `^(?:[Uu]pdate on )?${date}(?:\\.|\\s*[-–—|·•]\\s.{0,80}[^.!?…:])?$`, "u"),
  /* @__PURE__ */ pattern(() => `^${picture}\\s+(?:courtesy|care) of [^.!?]{1,60}\\.?$`, "iu"),
  /^(?:titelbild|bild|foto|imagen|imagem|immagine|(?:crédit )?(?:photo|image)) (?:von|de|di|par|por|door|oleh) \p{Lu}[^.!?]{1,80}$/iu,
  /^(?:~|about |approx\.? )?\d+(?:-| )min(?:ute)?s?(?: read)?\.?$/iu,
  // Tags of Obsidian, Bear and others, and what plugins of Gatsby embed.
  /^#\p{L}[\p{L}\p{M}\p{N}_/-]*#?(?:[\s,]+#\p{L}[\p{L}\p{M}\p{N}_/-]*#?){0,30}$/u,
  /^(?:youtube|vimeo|video|twitch|gist|codepen|instagram|soundcloud|spotify|tweet): ?\S+$/,
];

/** Terms for copying a post, in Chinese and Japanese: "转载请注明出处", in as many sentences as it takes. */
const terms: RegExp =
  /(?:转载|轉載|転載).{0,20}(?:请(?!求)|請(?!求)|保留|注明|註明|出处|出處|授权|授權|联系|聯繫|禁)|(?:禁止|谢绝|謝絕).{0,6}(?:转载|轉載|転載)|(?:著作权|著作權|版权|版權)(?:归|歸|所有)/u;

const importLine: RegExp =
  /^(?:import\s+(?:[\w$*{}\s,]{1,400}\sfrom\s+)?["'“”‘’][^"'“”‘’\n]{1,300}["'“”‘’];?|export\s+(?:(?:default|const|let|var|function|async|class|type|interface)\b|\{|\*)[^\n]*)/;

/** A caption below an image that says so. */
const caption = /* @__PURE__ */ pattern(
  () =>
    `^(?:${wordsFor("caption")})\\s?\\d{0,3}(?:(?:\\s(?:by|credit|courtesy|source)\\b[^.:：]{0,40})?\\s?[:：]|\\s?\\.).{0,180}$`,
  "iu",
);

/** Maximum length of a notice. */
const maxLength: number = 200;

/**
 * Detects a paragraph that is not part of the text: the heading of a table of contents, "part 2 of 4", a byline or a
 * date, an import line of MDX. Only clear cases count: a paragraph of two sentences is text.
 */
export function boilerplateOf(text: string): Boilerplate | undefined {
  if (/^(?:import|export)\s/.test(text) && isImports(text)) return "import";
  // Many authors make a long line.
  if (text.length > maxLength)
    return text.length <= 500 && datedBy.test(text) && isByline(text) ? "byline" : undefined;
  if (contents.test(text)) return "contents";
  const own = text.replace(otherPart, "");
  if (isOneSentence(own) && seriesNotices.some((notice) => notice.test(own))) return "series";
  if (terms.test(text) || (isOneSentence(text) && origins.some((origin) => origin.test(text))))
    return "origin";
  if (isByline(text)) return "byline";
  return caption.test(text) ? "caption" : undefined;
}

/** A notice for readers of the page, when it comes before the text: "Note:", "Update, May 2020:". */
const note = /* @__PURE__ */ pattern(
  () =>
    `^[[(]?(?:(?:editor['’]?s?|author['’]?s?|please|quick|\\p{L}+ \\d{4}) )?(?:(?:${wordsFor("note")})(?![a-z])[^.!?。:：]{0,40}[:：]|updated?\\b[^.!?:]{0,40}[:—–])`,
  "iu",
);

/** The same in other languages, in wide brackets, and after a sign. */
const otherNotes = /* @__PURE__ */ pattern(
  () =>
    `^(?:(?:${wordsFor("label")}|(?:${wordsFor("update")})[^.!?:]{0,30})\\s?[:：]|(?:作者|译者|譯者|著者|筆者)(?:介绍|介紹|简介|簡介|紹介)\\s?[:：]|(?:追記|更新)\\s?[（(][^）)]{1,20}[）)]|[【［[](?:注意|お知らせ|追記|更新|声明|说明|說明|公告|공지)[】］\\]]|(?:⚠|🚨|🚧|ℹ|📢)\\ufe0f?\\s)`,
  "iu",
);

/** A paragraph that only greets: "Hi everyone!" */
const greeting: RegExp =
  /^(?:(?:hi|hello|hey|howdy|greetings|welcome(?: back)?|dear)(?:,? (?:there|all|again|back|dear|everyone|everybody|folks|friends?|readers?|people|(?![Ww]orld\b)\p{Lu}[\p{L}\p{N}.-]*(?: (?:community|users|developers|fans|friends|folks))?)){0,3}|greetings from [^.!?]{1,40}) ?[!.,…:]*(?: ?(?::\w+:|\p{Extended_Pictographic}\ufe0f?))*$/u;

/** Whether a paragraph is a notice or a greeting that is of no use in an excerpt. */
export function isNote(text: string): boolean {
  return (
    note.test(text) ||
    otherNotes.test(text) ||
    greeting.test(text.charAt(0).toLowerCase() + text.slice(1)) ||
    (text.length <= maxLength && terms.test(text))
  );
}

/** The name of an author below a quotation, "— Ada Lovelace", or at its end. */
const attribution: RegExp =
  /(?:^|[.!?…"”’»] ?)(?:--|[—–―~]) ?\p{Lu}[^.!?]{1,80}$|["”’»“] ?\(\p{Lu}[^().!?]{1,60}\)$/u;

/** Whether the last paragraph of a quotation says whose words it quotes. */
export function hasAttribution(text: string): boolean {
  return attribution.test(text);
}

function isByline(line: string): boolean {
  const text = line.replace(datedBy, "by ");
  const prefix = by.exec(text)?.[0];
  if (prefix !== undefined && (text.length <= 100 || text !== line)) {
    // A title or a place may follow the name: "By Ada Lovelace, staff writer".
    const [name = "", rest = ""] = text.slice(prefix.length).split(/(?=\s*[,|•·–—])/, 2);
    const words = (/[.!?]$/.test(rest) ? name + rest : name).split(/[\s,&|•·–—/:.-]+/).filter(Boolean);
    if (/^\p{Lu}/u.test(name) && words.every((word) => nameOrDate.test(word))) return true;
  }
  if (bylines.some((byline) => byline.test(line))) return true;
  // "By Ada Lovelace · May 5, 2024 · 5 min read"
  const parts = line.split(/\s+[·•|–—]\s+/);
  return parts.length > 1 && parts.every(isByline);
}

/** Whether a paragraph is nothing but lines that import or export, as MDX has them. */
export function isImports(text: string): boolean {
  let rest = text;
  for (let count = 0; count < 200; count++) {
    const found = importLine.exec(rest);
    if (!found) break;
    rest = rest.slice(found[0].length).trimStart();
    if (rest === "") return true;
  }
  return false;
}

function isOneSentence(text: string): boolean {
  // "part 2 of 4. It goes on": here, a period after a number may end a sentence.
  return (
    !/\d\.["”’)]?\s+\p{Lu}/u.test(text) &&
    splitSentences(text.replace(/\b(?:no|pt|vol)\. /giu, "")).length <= 1
  );
}
