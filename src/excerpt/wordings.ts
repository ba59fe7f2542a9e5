const number =
  "(?:\\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|1st|2nd|3rd|\\d{1,2}th)";
const language =
  "(?:english|german|french|spanish|italian|portuguese|dutch|polish|russian|ukrainian|turkish|chinese|japanese|korean)";
const part = "(?:part|post|article|chapter|episode|instal?lment|entry|blog(?: post)?)";

/** Compiles a pattern. A bundler can drop an unused call that is marked as pure, but not a template, which may have effects. */
export function pattern(write: () => string, flags: string): RegExp {
  return new RegExp(write(), flags);
}

/** What blogs write around the text of a post: words, as alternatives of a pattern, and whole paragraphs. */
interface Wording {
  /** Headings of a table of contents. */
  contents?: string;
  /** What comes before the colon of a byline: "Author: Ada Lovelace". */
  byline?: string;
  /** What comes before a date in a byline, with or without a colon, in languages other than English. */
  dated?: string;
  /** How a caption begins: "Photo: …". */
  caption?: string;
  /** How a notice begins; more words may come before its colon: "Note for beginners: …". */
  note?: string;
  /** How a notice begins; its colon follows immediately. */
  label?: string;
  /** "Update, May 2020: …" */
  update?: string;
  /** "This is part 2 of a 4-part series." */
  series?: readonly RegExp[];
  /** "This post was originally published on …" */
  origin?: readonly RegExp[];
}

/** By language; languages that share words share a row. */
const wordings: readonly Wording[] = [
  // English
  {
    contents: "(?:table of )?contents|toc|on this page|in this (?:post|article)|jump to",
    byline:
      "posted|published|created|co-?authored[- ]by|updated|last updated|last modified|date|written|authors?|tags|category|categories|reading time|source|original(?: article| post)?",
    caption: "image|photo|picture|illustration|screenshot|figure|fig\\.|credits?|source|via",
    note: "notes?|notice|edit|edited|disclaimer|(?:full )?disclosure|heads[- ]up|(?:content|trigger) warning|spoilers?|warning|important",
    series: [
      /* @__PURE__ */ pattern(
        () =>
          `^.{0,60}\\b${part}\\s+(?:no\\. |#)?${number}\\s+(?:of|in|\\/)\\s(?=${number}\\b|.{0,100}\\bseries\\b|.{1,20}[- ]part\\b).{0,150}$`,
        "iu",
      ),
      /* @__PURE__ */ pattern(
        () => `^.{0,60}\\b${number}\\s+${part}\\s+(?:of|in|from|on)\\s.{0,40}\\bseries\\b.{0,80}$`,
        "iu",
      ),
      /^.{0,60}\b(?:part|post|article|one|entry|instal?lment) (?:of|in) (?:a|an|the|our|my|this) .{0,40}\bseries\b.{0,60}$/iu,
      /^(?:(?:the )?(?:other |previous |next )?(?:posts?|articles?|parts) (?:in|of) (?:this|the) series|(?:also )?in this series|(?:blog )?series (?:overview|index|contents))\b.{0,60}$/iu,
      /^this (?:post |article )?is (?:an? |the )?(?:direct )?(?:continuation|follow-?up|sequel) (?:of|to|from|on) .{1,120}$/iu,
    ],
    origin: [
      /^(?:\p{L}{2,12}(?:'s|’s)? ?(?:note)?:\s*)?(?:this|the following|the) (?:\p{L}+ ){0,2}(?:post|article|story|piece|entry) (?:(?:was|is|has been|originally|first) ){1,3}(?:written .{0,80}?and (?:originally |first )?)?(?:re-?)?(?:posted|published|appeared|cross-?posted|syndicated)\b.{0,150}$/iu,
      /^(?:this (?:post|article) (?:is|was) )?(?:cross-?posted|originally (?:posted|published)|republished|reposted|syndicated|re-?published) (?:here )?(?:from|on|at|to|in|with)\b.{0,150}$/iu,
      /^this (?:post|article|page) (?:may |might )?(?:contains?|includes?|has) (?:affiliate links|(?:some |major )?spoilers)\b.{0,150}$/iu,
      /^this is an? (?:post|article|adaptation|translation|repost|cross-?post) from\b.{0,150}$/iu,
      /^originally written by\b.{0,150}$/iu,
      /^(?:last )?updated? on (?=(?:\p{L}+ )?\d).{1,150}$/iu,
      /^this (?:post|article|page|guide|tutorial) (?:(?:is|was|has been|now) ){1,2}(?:superseded|outdated|out[ -]of[ -]date|obsolete|deprecated|archived|sponsored)\b.{0,150}$/iu,
      /^(?:note: )?(?:this|the following) (?:is|was) a guest (?:blog )?post\b.{0,150}$/iu,
      /^this (?:(?:post|article) )?is (?:a|the|my) (?:\p{L}+ )?translation of\b.{0,150}$/iu,
      /* @__PURE__ */ pattern(
        () =>
          `^(?:an? |the )?${language} (?:version|translation)(?: of this (?:post|article))? (?:is|can be) (?:also )?(?:here|available|found|read|at|on)\\b.{0,80}$`,
        "iu",
      ),
      /* @__PURE__ */ pattern(
        () =>
          `^(?:(?:this (?:post|article|page) is )?(?:also )?available|read (?:this|it)(?: post| article| page)?) in (?:${language}|other languages)\\b.{0,100}$`,
        "iu",
      ),
    ],
  },
  // German
  {
    contents: "inhalt(?:sverzeichnis)?",
    byline: "autor|von|datum",
    dated: "aktualisiert|veröffentlicht",
    caption: "foto|bild|abbildung|quelle",
    label: "hinweis|anmerkung|achtung",
    update: "aktualisierung",
    series: [
      /^.{0,40}\bTeil \d+ .{0,40}(?:Serie|Reihe|Artikelserie)\b.{0,60}$/u,
      /^(?:dieser|der|das|dies) .{0,40}(?<!\p{L})(?:teil|artikel|beitrag|post|folge)(?!\p{L}).{0,40}(?:serie|reihe)(?!\p{L}).{0,60}$/iu,
      /^.{0,30}\b(?:anderen?|weiteren?) \p{L}+ (?:d\p{L}{1,3}|dieser) (?:Serie|Reihe|Artikelserie)\b.{0,40}$/iu,
    ],
    origin: [
      /^(?:dieser|der) (?:artikel|beitrag) (?:erschien|wurde|ist) (?:zuerst|zunächst|ursprünglich)\b.{0,150}$/iu,
    ],
  },
  // French, Italian, Portuguese, Spanish
  {
    contents: "sommaire|table des mati[èe]res|[íi]ndice",
    dated: "actualizado|publicado|atualizado|mis à jour|publié",
    label: "remarque|attention|nota|aviso|avviso",
    update: "mise à jour|actualización|atualização|aggiornamento",
    series: [
      /^.{0,40}\b(?:partie|parte) \d+ .{0,30}(?:série|serie)\b.{0,60}$/iu,
      /^(?:cet? |ceci |voici ).{0,40}(?<!\p{L})(?:article|billet|post|partie|volet|épisode|suite)(?!\p{L}).{0,40}(?:d['’]une|de (?:la|cette|notre|ma)) série(?!\p{L}).{0,80}$/iu,
      /^(?:est[ea]|quest[oa]) .{0,40}(?<!\p{L})(?:artículo|artigo|articolo|parte|post|entrada|texto|capítulo|episodio)(?!\p{L}).{0,40}(?<!\p{L})s[eé]rie(?!\p{L}).{0,60}$/iu,
      /^.{0,30}\b(?:outr[oa]s|demais|otr[oa]s|demás|autres) \p{L}+ d\p{L}{1,3}(?: la)? s[ée]rie\b.{0,40}$/iu,
    ],
    origin: [
      /^cet? (?:article|billet) (?:est (?:la|une) traduction|(?:a|est) (?:été )?(?:initialement|d['’]abord|à l['’]origine) (?:été )?(?:publié|paru))\b.{0,150}$/iu,
      /^este (?:artículo|artigo|post|texto) (?:fue|foi|es|é) (?:(?:publicado )?(?:originalmente|inicialmente|primero)|una traducción|uma tradução)\b.{0,150}$/iu,
    ],
  },
  // Polish
  {
    label: "uwaga",
    series: [
      /^(?:to|ten) .{0,40}(?<!\p{L})(?:część|wpis|artykuł|odcinek|post)(?!\p{L}).{0,40}(?:serii|cyklu)(?!\p{L}).{0,60}$/iu,
    ],
    update: "aktualizacja",
    origin: [
      /^(?:ten )?(?:artykuł|wpis|tekst) (?:został )?(?:pierwotnie|oryginalnie) (?:opublikowany|ukazał)(?!\p{L}).{0,150}$/iu,
    ],
  },
  // Russian
  {
    contents: "оглавление|содержание",
    dated: "обновлено|опубликовано",
    series: [
      /^(?:это|эта|данная) .{0,40}(?<!\p{L})(?:статья|часть|пост|заметка)(?!\p{L}).{0,40}(?:серии|цикла)(?!\p{L}).{0,60}$/iu,
    ],
    label: "примечание|внимание|важно|дисклеймер",
    update: "обновление",
    origin: [
      /^(?:эта статья|статья|это)?(?: ?[—–-] ?| )?(?:вольный |мой )?(?:перевод|(?:(?:была )?(?:впервые|изначально|первоначально) опубликована))(?!\p{L}).{0,150}$/iu,
    ],
  },
  // Turkish
  {
    label: "not",
    series: [/^bu (?:yazı|makale),? .{0,40}serisinin(?!\p{L}).{0,60}$/iu],
    update: "güncelleme",
    origin: [/^bu (?:yazı|makale) (?:ilk olarak|daha önce) .{1,100}ya[yı][ıim]nlan.{1,10}$/iu],
  },
  // Dutch
  {
    series: [
      /^dit is .{0,40}(?<!\p{L})(?:deel|artikel|bericht|post|blog)(?!\p{L}).{0,40}(?:serie|reeks)(?!\p{L}).{0,60}$/iu,
    ],
  },
  // Indonesian, Vietnamese
  {
    label: "catatan|lưu ý",
    update: "cập nhật",
    series: [
      /^(?:đây là|bài (?:viết )?này) .{0,40}(?<!\p{L})(?:bài|phần|thuộc|trong)(?!\p{L}).{0,40}(?:loạt bài|series)(?!\p{L}).{0,60}$/iu,
    ],
  },
  // Arabic, Hebrew
  { label: "ملاحظة|تنبيه|הערה" },
  // Chinese, Japanese, Korean
  {
    contents: "目次|目录|目錄|목차|차례",
    byline:
      "(?:本文)?作者|著者|投稿日|更新日|公開日|文|译者|翻译|原作者?|原文(?:链接|地址|出处)?|来源|出处|작성자|작성일",
    caption: "图|圖|図|写真|画像|그림|사진|출처",
    note: "注意|注|追記|更新|참고",
    label: "声明|聲明|说明|說明|提示|お知らせ|공지|주의",
    series: [
      /^[이본] (?:글|포스트|포스팅)은 .{1,50}(?:시리즈|연재).{0,8}(?:편|부|화|회|번째|글|일부).{0,30}$/u,
      /^(?:この|本)(?:記事|エントリー?)は.{1,50}(?:連載|シリーズ).{0,10}(?:回|弾|編|章|部|一環|記事|続き|目).{0,30}$/u,
      /^.{0,40}에서 이어집니다\.?$/u,
      /^.{0,30}(?:連載|シリーズ|系列|시리즈|연재).{0,20}(?:第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話弹]|\d+\s?[편부화회]).{0,30}$/u,
      /^.{0,30}(?:第\s?[\d一二三四五六七八九十]+\s?[回篇編章部話]).{0,20}(?:連載|シリーズ|系列).{0,30}$/u,
      /^.{0,30}系列.{0,10}(?:最[后後]|其中|中的)(?:的)?一[篇章部].{0,40}$/u,
    ],
    origin: [
      /^(?:英語|日本語|中国語|韓国語)版(?:の?記事)?は.{0,40}(?:こちら|ここ|あります|読め).{0,20}$/u,
      /^(?:本文|此文|原文|本篇|这篇文章|這篇文章).{0,30}(?:首发|首發|最初|转载自|轉載自|译自|譯自|翻译自|翻譯自|发表于|發表於).{0,150}$/u,
      /^※?\s?(?:(?:この|本)(?:記事|エントリー?|投稿)|これ)は.{1,100}(?:の?翻訳|転載|再掲|(?:投稿|寄稿|掲載)(?:した|された)(?:もの|記事)|日目[^。]{0,12}記事)(?:です|になります|である)?。?$/u,
      /^[이본] (?:글|포스트|포스팅)은 .{1,100}(?:번역|게재|기고)(?:한|된|했던|되었던) (?:글|것|포스트)(?:입니다|이다)\.?$/u,
    ],
  },
];

/** The words of all languages for something, as alternatives of a pattern. */
export function wordsFor(kind: Exclude<keyof Wording, "series" | "origin">): string {
  return wordings.flatMap((wording) => wording[kind] ?? []).join("|");
}

/** The paragraphs of all languages. */
export const seriesNotices: readonly RegExp[] = /* @__PURE__ */ wordings.flatMap(({ series = [] }) => series);
export const origins: readonly RegExp[] = /* @__PURE__ */ wordings.flatMap(({ origin = [] }) => origin);
