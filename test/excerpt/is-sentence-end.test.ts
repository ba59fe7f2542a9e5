import { describe, expect, test } from "vitest";
import { isSentenceEnd } from "../../src/excerpt/is-sentence-end.ts";

/** The text with a bar at each place where a sentence ends. */
function ends(text: string): string {
  let marked = "";
  for (let index = 0; index <= text.length; index++) {
    if (isSentenceEnd(text, index)) marked += "|";
    marked += text[index] ?? "";
  }
  return marked;
}

describe("a sentence ends at the bar", () => {
  test.each([
    ["One. Two.| Three", "One.| Two.| Three"],
    ["Is it?! Yes... It is", "Is it?!| Yes...| It is"],
    ["So…", "So…|"],
    // Quotes and brackets behind the stop belong to the sentence; up to eight of them.
    ['She said "go." Then', 'She said "go."| Then'],
    ["It is (so.) Then", "It is (so.)| Then"],
    [`He left.${")".repeat(8)} Then`, `He left.${")".repeat(8)}| Then`],
    [`He left.${")".repeat(9)} Then`, `He left.${")".repeat(9)} Then`],
    [")", ")"],
    ["", ""],
    [" ", " "],
    ["a .", "a .|"],
    // Within a word, and before a small letter, nothing ends.
    ["node.js is", "node.js is"],
    ["v1.2 is", "v1.2 is"],
    ["Yahoo! is", "Yahoo! is"],
    ["(really?) and", "(really?) and"],
    ["wait ... for", "wait ... for"],
    ["He left. “then”", "He left. “then”"],
    ["He left. (Then", "He left.| (Then"],
    ["He left. 12 of", "He left.| 12 of"],
    ["He left. — Then", "He left.| — Then"],
    // The next letter is looked for in sixteen signs.
    [`He left.${" ".repeat(15)}then`, `He left.${" ".repeat(15)}then`],
    [`He left.${" ".repeat(16)}then`, `He left.|${" ".repeat(16)}then`],
  ])("%j: %j", (text, marked) => {
    expect(ends(text.replaceAll("|", ""))).toBe(marked);
  });

  test.each([
    ["Dr. Smith", "Dr. Smith"],
    ["See fig. 3", "See fig. 3"],
    ["Smith et al. Then", "Smith et al. Then"],
    ["DR. SMITH", "DR. SMITH"],
    ["It was a door. Then", "It was a door.| Then"],
    // Initials, but `I` is a word.
    ["J. Smith", "J. Smith"],
    ["So am I. Then", "So am I.| Then"],
    ["e.g. This", "e.g. This"],
    ["z. B. Das", "z. B. Das"],
    ["in the U.S. He", "in the U.S. He"],
    ["at 5 p.m. He", "at 5 p.m. He"],
    ["Ph.D. He", "Ph.D. He"],
    ["the abc.de. He", "the abc.de.| He"],
    ["the a.bcd. He", "the a.bcd.| He"],
    ["the a.bc. He", "the a.bc. He"],
    // A day of one or two digits may be a date, a year is none.
    ["am 3. Mai", "am 3. Mai"],
    ["am 13. Mai", "am 13. Mai"],
    ["in 2013. May", "in 2013.| May"],
    ["in 113. May", "in 113.| May"],
    // Only a full stop abbreviates.
    ["Hey Dr! Smith", "Hey Dr!| Smith"],
    // A word is looked at as a whole, back to sixteen signs.
    ["unavoidable-dr. Smith", "unavoidable-dr. Smith"],
    ["xdr. Smith", "xdr.| Smith"],
  ])("%j: %j", (text, marked) => {
    expect(ends(text)).toBe(marked);
  });

  test.each([
    ["一。二", "一。|二"],
    ["一。", "一。|"],
    ["「一。」二", "「一。」二"],
    ["「一。」", "「一。」|"],
    ["「一。」、二", "「一。」|、二"],
    ["“一。”二", "“一。”|二"],
    ["‘一。’二", "‘一。’|二"],
    ["一。。二", "一。。|二"],
    ["一!。二", "一!。|二"],
    // ３．５ is a number, a stop of the same form before a word is one.
    ["一．二", "一．|二"],
    ["3．5", "3．5"],
    ["3．", "3．|"],
    ["3。5", "3。|5"],
    // A narrow stop between two signs of a script without spaces.
    ["です!次", "です!|次"],
    ["です.次", "です.|次"],
    ["です!Next", "です!Next"],
    ["now!次", "now!次"],
    ["です!」次", "です!」|次"],
    ["字. 次", "字.| 次"],
    ["है। य", "है।| य"],
  ])("%j: %j", (text, marked) => {
    expect(ends(text)).toBe(marked);
  });
});
