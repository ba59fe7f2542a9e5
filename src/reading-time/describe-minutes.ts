/** A phrase for each plural form of the language; `{minutes}` is replaced by the number. */
export type ReadingTimePhrases = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Phrases for the time in common languages. `{time}` is the number with its unit as `Intl.NumberFormat` writes it,
 * `{minutes}` only the number (the short unit of English differs by country). Other languages get only the time, which
 * is correct in all.
 */
const phrases: Readonly<Record<string, string>> = {
  en: "{minutes} min read",
  de: "{time} Lesezeit",
  fr: "{time} de lecture",
  es: "{time} de lectura",
  pt: "{time} de leitura",
  it: "{time} di lettura",
  nl: "{time} leestijd",
  sv: "{time} läsning",
  da: "{time} læsning",
  nb: "{time} lesing",
  pl: "{time} czytania",
  cs: "{time} čtení",
  ru: "{time} чтения",
  uk: "{time} читання",
  tr: "{time} okuma",
  id: "{time} baca",
  vi: "{time} đọc",
  ja: "読了時間 {time}",
  ko: "읽는 시간 {time}",
  zh: "阅读时间 {time}",
  "zh-hant": "閱讀時間 {time}",
  th: "อ่าน {time}",
};

/** Languages in which posts commonly use the short form of "minutes". */
const shortUnits: ReadonlySet<string> = new Set("de fr es pt it nl sv da nb pl cs ru uk".split(" "));

/** How minutes are written in a language. */
interface Speller {
  number: Intl.NumberFormat;
  time: Intl.NumberFormat;
  plural: Intl.PluralRules;
  phrase: string;
}

/** Formatters are expensive to create, and a site has few languages. The cache is limited, since front matter may name any language. */
const spellers: Map<string, Speller> = /* @__PURE__ */ new Map();
const maxSpellers: number = 32;

/**
 * Writes a number of minutes for readers: whole minutes, never rounded down to zero.
 *
 * @param minutes - unrounded
 * @param locale - a BCP 47 tag
 * @param text - phrases of the caller's own
 */
export function describeMinutes(minutes: number, locale: string, text?: string | ReadingTimePhrases): string {
  // Rounded to hundredths first, as in `reading-time`, so that 4.0000001 does not become 5.
  const whole = Math.ceil(Number(minutes.toFixed(2))) || (minutes > 0 ? 1 : 0);
  const speller = spellerOf(locale);
  const number = speller.number.format(whole);
  if (text !== undefined) {
    const phrase = typeof text === "string" ? text : (text[speller.plural.select(whole)] ?? text.other);
    return phrase.replaceAll("{minutes}", () => number);
  }
  const { phrase, time } = speller;
  return phrase.replace("{time}", () => time.format(whole)).replace("{minutes}", () => number);
}

function spellerOf(locale: string): Speller {
  const kept = spellers.get(locale);
  if (kept !== undefined) return kept;
  // `no` stands for both languages of Norway; most of what is written in it is Bokmål.
  const language = new Intl.Locale(locale.replace(/^no(?=-|$)/i, "nb"));
  // For a language that the engine does not know, use English, not the language of the machine.
  const locales = [language.toString(), "en"];
  // Short units in Arabic, Hindi and similar languages are abbreviations that few readers know.
  const unitDisplay = shortUnits.has(language.language) ? "short" : "long";
  const speller: Speller = {
    number: new Intl.NumberFormat(locales),
    time: new Intl.NumberFormat(locales, { style: "unit", unit: "minute", unitDisplay }),
    plural: new Intl.PluralRules(locales),
    phrase: phrases[language.maximize().script === "Hant" ? "zh-hant" : language.language] ?? "{time}",
  };
  if (spellers.size >= maxSpellers) spellers.clear();
  spellers.set(locale, speller);
  return speller;
}
