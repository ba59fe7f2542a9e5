import { formatDate } from "galley";
import { html } from "./html.mjs";

/** The machine's form of a date: a day when the author gave a day, else an instant. */
export function isoDate(date, dateOnly) {
  return dateOnly ? date.toISOString().slice(0, 10) : date.toISOString();
}

/** Authors give `updated` and `expires` as a day more often than not, and the record does not tell. */
export function isMidnight(date) {
  return date.getTime() % 86_400_000 === 0;
}

/** `<time>` of a post's date, or nothing. */
export function dateOf(post, date, dateOnly = post.dateOnly) {
  if (!date) return undefined;
  const text = formatDate(date, { locale: "en", timeZone: "UTC", dateOnly, dateStyle: "long" });
  return html`<time datetime="${isoDate(date, dateOnly)}">${text}</time>`;
}

/** "4 min read", or nothing for a post that is all front matter. */
export function readingTimeOf({ readingTime }) {
  return readingTime.minutes > 0 && html`<span>${readingTime.text}</span>`;
}
