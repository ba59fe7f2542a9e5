import { show } from "../../core/check-options.ts";
import type { FeedAuthor } from "../site.ts";
import { toPageUrl } from "../urls.ts";

/** Called with what is wrong with a field, and left out. */
export type OnProblem = (problem: string) => void;

/** Drops halves of surrogate pairs and U+0000, on which readers fail in every format. */
export function dropBroken(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "");
}

/** Reads a title or a name: line ends and tabs become spaces, the ends are trimmed. Invisible text is none. */
export function readLine(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") return "";
  const line = dropBroken(String(value).replace(/[\t-\r\x85]+/g, " ")).trim();
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(
    line,
  )
    ? line
    : "";
}

/** Reads a text of several lines. */
export function readText(value: unknown): string {
  return typeof value === "string" ? dropBroken(value).trim() : "";
}

/** Cuts a text that is too long, between two words where that leaves more than half of it. */
export function firstWords(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength);
  const space = start.lastIndexOf(" ");
  const words = space > maxLength / 2 ? start.slice(0, space) : start;
  return `${words.replace(/\p{Surrogate}$/u, "")}…`;
}

/** Reads the authors of a post or of a site, records or bare names. */
export function readAuthors(written: unknown, base: URL, onProblem: OnProblem): FeedAuthor[] {
  return (Array.isArray(written) ? written : []).flatMap((entry) => readAuthor(entry, base, onProblem) ?? []);
}

function readAuthor(entry: unknown, base: URL, onProblem: OnProblem): FeedAuthor | undefined {
  const record = (typeof entry === "string" ? { name: entry } : (entry ?? {})) as Record<string, unknown>;
  // "Ann <ann@example.com>", as in the head of an e-mail.
  const written = typeof record.name === "string" ? record.name : "";
  const address = /<([^<>@\s]+@[^<>@\s]+)>\s*$/.exec(written)?.[1];
  const name = readLine(written.replace(/<[^<>@\s]+@[^<>@\s]+>/g, ""));
  if (name === "") {
    onProblem("an author has no name");
    return undefined;
  }
  const author: FeedAuthor = { name };
  const email = record.email ?? address;
  if (email !== undefined) {
    if (isEmail(email)) author.email = email;
    else onProblem(`the e-mail address of ${show(name)} is not valid: ${show(email)}`);
  }
  if (record.url !== undefined) {
    const url = toPageUrl(record.url, base);
    if (url !== undefined) author.url = url;
    else onProblem(`the URL of ${show(name)} is not valid: ${show(record.url)}`);
  }
  return author;
}

/** Whether a value is an address of RFC 5322 without quotes, at a domain with a dot. */
function isEmail(value: unknown): value is string {
  if (typeof value !== "string" || value.length > 320) return false;
  const at = value.lastIndexOf("@");
  const labels = value.slice(at + 1).split(".");
  return (
    /^[\w+.'!#$%&*/=?^`{|}~-]+$/.test(value.slice(0, Math.max(at, 0))) &&
    labels.length > 1 &&
    labels.every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label))
  );
}

/**
 * Reads a language tag. `en_US`, as many write it, is `en-US`.
 *
 * @returns `undefined` for a value that is not a tag, or names a language that feeds do not know
 */
export function readLanguage(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const tag = value.trim().replaceAll("_", "-");
  const [, language = ""] = /^([a-z]{2,3})(?:-[a-z0-9]{1,8})*$/i.exec(tag) ?? [];
  return languages.has(language.toLowerCase()) ? tag : undefined;
}

/** Languages with a code of two letters (ISO 639-1), then those that only have a code of three (ISO 639-2). */
const languages: ReadonlySet<string> = new Set(
  (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de " +
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id " +
    "ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu " +
    "lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu " +
    "rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to " +
    "tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu " +
    "ace ach ada ady afh ain akk ale alt ang anp arc arn arp arw ast awa bal ban bas bej bem bho bik bin " +
    "bla bra bua bug byn cad car ceb chb chg chk chm chn cho chp chr chy cop crh csb dak dar del den dgr " +
    "din doi dsb dua dum dyu efi egy eka elx enm ewo fan fil fon frm fro frr frs fur gaa gay gba gez gil " +
    "gmh goh gon gor got grb grc gsw gwi hai haw hil hit hmn hsb hup iba ilo inh jbo jpr jrb kaa kab kac " +
    "kam kaw kbd kha kho kmb kok kos kpe krc krl kru kum kut lad lah lam lez lol loz lua lui lun luo lus " +
    "mad mag mai mak man mas mdf mdr men mga mic min mnc mni moh mos mul mus mwl mwr myv nap nds new nia " +
    "niu nog non nso nwc nym nyn nyo nzi osa ota pag pal pam pap pau peo phn pon pro raj rap rar rom rup " +
    "sad sah sam sas sat scn sco sel sga shn sid sma smj smn sms snk sog srn srr suk sus sux syr tem ter " +
    "tet tig tiv tkl tlh tli tmh tog tpi tsi tum tvl tyv udm uga umb und vai vot wal war was xal yao yap " +
    "zap zen zun"
  ).split(" "),
);
