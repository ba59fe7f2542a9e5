/** How much of a text leads into it, in signs of HTML. */
const maxLength = 300;

/**
 * The first words of a post as HTML without tags, for a format that wants a description where there is none.
 *
 * @param html - what `toFeedHtml` wrote: no `>` but at the end of tags
 */
export function leadOf(html: string): string {
  let text = "";
  // A few times the length is enough to find the words in, and leaves most of a long post alone.
  for (const [, code, word] of html
    .slice(0, 20_000)
    .matchAll(/(<pre>.*?(?:<\/pre>|$))|<[^>]*(?:>|$)|([^<]+)/gs)) {
    if (code === undefined) text += word ?? " ";
    if (text.length > maxLength * 4) break;
  }
  const words = text.replace(/\s+/g, " ").trim();
  if (words.length <= maxLength) return words;
  const start = words.slice(0, maxLength);
  const space = start.lastIndexOf(" ");
  // Neither half of a reference nor half of a sign stays behind.
  const whole = (space > maxLength / 2 ? start.slice(0, space) : start).replace(/&[^;]*$/, "");
  return `${whole.replace(/\p{Surrogate}$/u, "")}…`;
}
