import { formatDate } from "galley";
import { html } from "./html.mjs";

/** The machine's form of a date: a day when the author gave a day, else an instant. */
export function isoDate(date, dateOnly) {
  return dateOnly ? date.toISOString().slice(0, 10) : date.toISOString();
}

/** `<time>` of a post's date, or nothing. */
export function dateOf(post, date, dateOnly = post.dateOnly) {
  if (!date) return undefined;
  const text = formatDate(date, { locale: "en", timeZone: "UTC", dateOnly, dateStyle: "long" });
  return html`<time datetime="${isoDate(date, dateOnly)}">${text}</time>`;
}
