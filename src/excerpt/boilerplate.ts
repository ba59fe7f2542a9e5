import { splitSentences } from "./sentences.ts";

/** Kinds of paragraphs that come before the text but do not belong to it. */
export type Boilerplate = "contents" | "series" | "byline" | "origin" | "caption" | "import";

const number =
  "(?:\\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|1st|2nd|3rd|\\d{1,2}th)";

/** "This is part 2 of a 4-part series", in the wordings that blogs use. */
const seriesNotices: readonly RegExp[] = [
  new RegExp(
    `^.{0,60}\\b(?:part|post|article|chapter|episode|instal?lment|entry|blog(?: post)?)\\s+(?:no\\. |#)?${number}\\s+(?:of|in|\\/)\\s(?=${number}\\b|.{0,100}\\bseries\\b|.{1,20}[- ]part\\b).{0,150}$`,
    "iu",
  ),
  new RegExp(
    `^.{0,60}\\b${number}\\s+(?:part|post|article|chapter|episode|instal?lment|entry|blog(?: post)?)\\s+(?:of|in|from|on)\\s.{0,40}\\bseries\\b.{0,80}$`,
    "iu",
  ),
  /^.{0,60}\b(?:part|post|article|one|entry|instal?lment) (?:of|in) (?:a|an|the|our|my|this) .{0,40}\bseries\b.{0,60}$/iu,
  /^(?:(?:the )?(?:other |previous |next )?(?:posts?|articles?|parts) (?:in|of) (?:this|the) series|(?:also )?in this series|(?:blog )?series (?:overview|index|contents))\b.{0,60}$/iu,
  /^this (?:post |article )?is (?:an? |the )?(?:direct )?(?:continuation|follow-?up|sequel) (?:of|to|from|on) .{1,120}$/iu,
  /^.{0,40}\bTeil \d+ .{0,40}(?:Serie|Reihe|Artikelserie)\b.{0,60}$/u,
  /^.{0,40}\b(?:partie|parte) \d+ .{0,30}(?:série|serie)\b.{0,60}$/iu,
  /^.{0,40}에서 이어집니다\.?$/u,
  /^.{0,30}(?:連載|シリーズ|系列|시리즈|연재).{0,20}(?:第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話弹]|\d+\s?[편부화회]).{0,30}$/u,
  /^.{0,30}(?:第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話]).{0,20}(?:連載|シリーズ|系列).{0,30}$/u,
  /^.{0,30}系列.{0,10}(?:最[后後]|其中|中的)(?:的)?一[篇章部].{0,40}$/u,
];

/** A second sentence: "Please see part 1 for the background." */
const otherPart: RegExp =
  /(?<=\.)\s+(?:please )?(?:see|read|find|check out|start with)\b[^.!?]{0,80}\bpart\b[^.!?]{0,80}[.!]$/iu;

const contents: RegExp =
  /^(?:(?:table of )?contents|toc|on this page|in this (?:post|article)|jump to|目次|目录|目錄|목차|차례|inhalt(?:sverzeichnis)?|sommaire|table des mati[èe]res|[íi]ndice|оглавление|содержание)\s*[:：]?$/iu;

const picture = "(?:(?:cover|header|hero|banner|featured?|title) )?(?:photo|image|picture|illustration)s?";

/** "Posted by", followed only by names and a date. */
const by: RegExp = new RegExp(
  `^(?:(?:posted|written|published|(?:co-?)?authored|contributed|reported|translated)\\s+by|${picture}\\s+(?:by|courtesy of)|by):?\\s+`,
  "i",
);
/** A word of a name or a date. */
const nameOrDate: RegExp =
  /^(?:\p{Lu}[\p{L}'’]*|\p{Lo}+|\d{1,4}(?:st|nd|rd|th)?|and|und|de|of|on|at|[ap]m|min|read)$/u;

const date =
  "(?:\\p{L}{3,9},? )?(?:\\d{1,2}(?:st|nd|rd|th)? \\p{L}{3,10},? \\d{4}|\\p{L}{3,10}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{4}[-/.年]\\s?\\d{1,2}[-/.月]\\s?\\d{1,2}日?|\\d{1,2}[./]\\d{1,2}[./]\\d{4})";
const datedBy: RegExp = new RegExp(`^${date},? by `, "iu");

const bylines: readonly RegExp[] = [
  /^(?:posted|published|created|co-?authored[- ]by|updated|last updated|last modified|date|written|author|authors|tags|category|categories|reading time|source|original(?: article| post)?|作者|著者|投稿日|更新日|公開日|文|译者|翻译|原作者?|原文(?:链接|地址|出处)?|来源|出处|작성자|작성일|autor|von|datum|veröffentlicht)\s*(?:on|at|am|by)?\s*[:：]\s*.{1,80}$/iu,
  /^(?:posted|published|last updated|updated|written) (?:on|at) [\p{L}\d., /:-]{4,40}\.?$/iu,
  // A date, alone or with a few words beside it that are not a sentence.
  new RegExp(`^(?:[Uu]pdate on )?${date}(?:\\.|\\s*[-–—|·•]\\s.{0,80}[^.!?…:])?$`, "u"),
  new RegExp(`^${picture}\\s+(?:courtesy|care) of [^.!?]{1,60}\\.?$`, "iu"),
  /^(?:~|about |approx\.? )?\d+(?:-| )min(?:ute)?s?(?: read)?\.?$/iu,
];

/** "This post was originally published on …" */
const origins: readonly RegExp[] = [
  /^(?:\p{L}{2,12}(?:'s|’s)? ?(?:note)?:\s*)?(?:this|the following|the) (?:\p{L}+ ){0,2}(?:post|article|story|piece|entry) (?:(?:was|is|has been|originally|first) ){1,3}(?:written .{0,80}?and (?:originally |first )?)?(?:re-?)?(?:posted|published|appeared|cross-?posted|syndicated)\b.{0,150}$/iu,
  /^(?:this (?:post|article) (?:is|was) )?(?:cross-?posted|originally (?:posted|published)|republished|reposted|syndicated|re-?published) (?:here )?(?:from|on|at|to|in|with)\b.{0,150}$/iu,
  /^this is an? (?:post|article|adaptation|translation|repost|cross-?post) from\b.{0,150}$/iu,
  /^originally written by\b.{0,150}$/iu,
  /^(?:last )?updated? on (?=(?:\p{L}+ )?\d).{1,150}$/iu,
  /^this (?:post|article|page|guide|tutorial) (?:(?:is|was|has been|now) ){1,2}(?:superseded|outdated|out[ -]of[ -]date|obsolete|deprecated|archived|sponsored)\b.{0,150}$/iu,
  /^(?:note: )?(?:this|the following) (?:is|was) a guest (?:blog )?post\b.{0,150}$/iu,
  /^this (?:(?:post|article) )?is (?:a|the|my) (?:\p{L}+ )?translation of\b.{0,150}$/iu,
  /^(?:dieser|der) (?:artikel|beitrag) (?:erschien|wurde|ist) (?:zuerst|zunächst|ursprünglich)\b.{0,150}$/iu,
  /^cet? (?:article|billet) (?:est (?:la|une) traduction|(?:a|est) (?:été )?(?:initialement|d['’]abord|à l['’]origine) (?:été )?(?:publié|paru))\b.{0,150}$/iu,
  /^este (?:artículo|artigo|post|texto) (?:fue|foi|es|é) (?:(?:publicado )?(?:originalmente|inicialmente|primero)|una traducción|uma tradução)\b.{0,150}$/iu,
  /^(?:эта статья|статья|это)?(?: ?[—–-] ?| )?(?:вольный |мой )?(?:перевод|(?:(?:была )?(?:впервые|изначально|первоначально) опубликована))(?!\p{L}).{0,150}$/iu,
  /^(?:ten )?(?:artykuł|wpis|tekst) (?:został )?(?:pierwotnie|oryginalnie) (?:opublikowany|ukazał)(?!\p{L}).{0,150}$/iu,
  /^bu (?:yazı|makale) (?:ilk olarak|daha önce) .{1,100}ya[yı][ıim]nlan.{1,10}$/iu,
  /^(?:本文|此文|原文|本篇|这篇文章|這篇文章).{0,30}(?:首发|首發|最初|转载自|轉載自|译自|譯自|翻译自|翻譯自|发表于|發表於).{0,150}$/u,
  /^※?\s?(?:(?:この|本)(?:記事|エントリー?|投稿)|これ)は.{1,100}(?:の?翻訳|転載|再掲|(?:投稿|寄稿|掲載)(?:した|された)(?:もの|記事)|日目[^。]{0,12}記事)(?:です|になります|である)?。?$/u,
  /^[이본] (?:글|포스트|포스팅)은 .{1,100}(?:번역|게재|기고)(?:한|된|했던|되었던) (?:글|것|포스트)(?:입니다|이다)\.?$/u,
];

/** Terms for copying a post, in Chinese and Japanese: "转载请注明出处", in as many sentences as it takes. */
const terms: RegExp =
  /(?:转载|轉載|転載).{0,20}(?:请(?!求)|請(?!求)|保留|注明|註明|出处|出處|授权|授權|联系|聯繫|禁)|(?:禁止|谢绝|謝絕).{0,6}(?:转载|轉載|転載)|(?:著作权|著作權|版权|版權)(?:归|歸|所有)/u;

const importLine: RegExp =
  /^(?:import\s+(?:[\w$*{}\s,]{1,400}\sfrom\s+)?["'“”‘’][^"'“”‘’\n]{1,300}["'“”‘’];?|export\s+(?:(?:default|const|let|var|function|async|class|type|interface)\b|\{|\*)[^\n]*)/;

/** A caption below an image that says so. */
const caption: RegExp =
  /^(?:image|photo|picture|illustration|screenshot|figure|fig\.|credits?|source|via|foto|bild|abbildung|quelle|图|圖|図|写真|画像|그림|사진|출처)\s?\d{0,3}(?:(?:\s(?:by|credit|courtesy|source)\b[^.:：]{0,40})?\s?[:：]|\s?\.).{0,180}$/iu;

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
  if (caption.test(text)) return "caption";
  return undefined;
}

/** A notice for readers of the page, when it comes before the text: "Note:", "Update, May 2020:". */
const note: RegExp =
  /^[[(]?(?:(?:editor['’]?s?|author['’]?s?|please|quick|\p{L}+ \d{4}) )?(?:(?:note|notes|notice|edit|edited|disclaimer|warning|important|注意|注|追記|更新|참고)(?![a-z])[^.!?。:：]{0,40}[:：]|updated?\b[^.!?:]{0,40}[:—–])/iu;

/** The same in other languages, and after a sign. */
const otherNotes: RegExp =
  /^(?:(?:hinweis|anmerkung|achtung|remarque|attention|nota|aviso|avviso|примечание|внимание|важно|дисклеймер|uwaga|not|lưu ý|catatan|声明|聲明|说明|說明|提示|お知らせ|공지|주의|ملاحظة|تنبيه|הערה|(?:mise à jour|aktualisierung|actualización|atualização|aggiornamento|обновление|aktualizacja|güncelleme|cập nhật)[^.!?:]{0,30})\s?[:：]|[【［[](?:注意|お知らせ|追記|更新|声明|说明|說明|公告|공지)[】］\]]|(?:⚠|🚨|🚧|ℹ|📢)\ufe0f?\s)/iu;

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
const attribution: RegExp = /(?:^|[.!?…"”’»] ?)(?:--|[—–―~]) ?\p{Lu}[^.!?]{1,80}$/u;

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
  return bylines.some((byline) => byline.test(line));
}

function isImports(text: string): boolean {
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
