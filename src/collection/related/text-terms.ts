/** Words that say nothing about a subject. In a large blog most of them are too frequent anyway; in a small one they are not. */
const stopWords: ReadonlySet<string> = new Set(
  (
    "about after again all also although always and another any are because been before being between both but can cannot " +
    "could did does doing done each even ever every few first for from get had has have here how into its itself just " +
    "know less let like lot made make many may might more most much must need never new not now off one only other our " +
    "out over own part post same see should since some still such take than that the their them then there these they thing " +
    "think this those through too two under until use used using very want was way well were what when where which " +
    "while who why will with within without would yet you your"
  ).split(" "),
);

const word: RegExp = /[\p{L}\p{N}]+/gu;

/** Scripts without spaces: their text is split into pairs of characters. */
const unspaced: RegExp = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2,}/gu;

const hasUnspaced: RegExp = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/;

/** Counts the words of a text that may be about its subject: three letters or more, lower case, without plural s. */
export function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string): void => {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  };
  let plain = text.toLowerCase();
  if (hasUnspaced.test(plain)) {
    for (const [run] of plain.matchAll(unspaced)) {
      for (let index = 0; index + 1 < run.length; index++) add(run.slice(index, index + 2));
    }
    plain = plain.replace(unspaced, " ");
  }
  for (const term of plain.match(word) ?? []) {
    if (term.length < 3 || term.length > 40 || stopWords.has(term) || /^\d+$/.test(term)) continue;
    add(term.length > 4 && term.endsWith("s") && !term.endsWith("ss") ? term.slice(0, -1) : term);
  }
  return counts;
}

/** The text of HTML without tags and code blocks: rough but fast, and enough to count words. */
export function roughText(html: string, maxLength: number): string {
  const texts: string[] = [];
  let length = 0;
  let index = 0;
  while (index < html.length && length < maxLength) {
    let open = html.indexOf("<", index);
    if (open === -1) open = html.length;
    texts.push(html.slice(index, open));
    length += open - index;
    if (/^<pre[\s>]/i.test(html.slice(open, open + 5))) {
      const end = html.indexOf("</pre", open);
      if (end === -1) break;
      open = end;
    }
    const close = html.indexOf(">", open);
    if (close === -1) break;
    index = close + 1;
  }
  return texts
    .join(" ")
    .slice(0, maxLength)
    .replace(/&#?[a-z0-9]{1,31};/gi, " ");
}
