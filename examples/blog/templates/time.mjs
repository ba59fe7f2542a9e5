import { formatDate } from "galley";
import { html } from "./html.mjs";

/** The machine's form of a date: a day when the author gave a day, else an instant. */
export function isoDate(date, dateOnly) {
  return dateOnly ? date.toISOString().slice(0, 10) : date.toISOString();
}

/** Authors usually write `updated` and `expires` as a day, and the record does not say so. */
export function isMidnight(date) {
  return date.getTime() % 86_400_000 === 0;
}

/** `<time>` of a post's date, or nothing. */
export function dateOf(post, date, dateOnly = post.dateOnly) {
  if (!date) return undefined;
  const text = formatDate(date, { locale: "en", timeZone: "UTC", dateOnly, dateStyle: "long" });
  return html`<time datetime="${isoDate(date, dateOnly)}">${text}</time>`;
}

/** `<time>` in a form that is as wide for every post. */
export function shortDateOf({ date, dateOnly }) {
  if (!date) return undefined;
  const text = formatDate(date, { locale: "en", timeZone: "UTC", dateOnly, dateStyle: "medium" });
  return html`<time datetime="${isoDate(date, dateOnly)}">${text}</time>`;
}

/** "4 min read", or nothing for a post that is all front matter. */
export function readingTimeOf({ readingTime }) {
  return readingTime.minutes > 0 && html`<span>${readingTime.text}</span>`;
}
