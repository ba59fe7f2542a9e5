import { cleanLine, cleanText } from "./clean-text.ts";
import { escapeXml } from "./escape-text.ts";
import type { FeedItem } from "./feed.ts";
import type { FeedPost } from "./feed-post.ts";
import { toPageUrl } from "./feed-url.ts";
import { prepareHtml } from "./prepare-html.ts";
import { readAttachments } from "./read-attachments.ts";
import { readAuthors } from "./read-authors.ts";
import { readLanguage } from "./read-language.ts";
import type { Reporter } from "./reporter.ts";
import { showValue } from "./show-value.ts";

/** What is known of a post before it is chosen for the feed. */
export interface Candidate {
  post: FeedPost;
  id: string;
  url: string;
  date?: Date;
  updated?: Date;
  report: Reporter;
}

/** Makes a post ready for every format; what is wrong with it is told and left out. */
export function toFeedItem(
  candidate: Candidate,
  options: { base: URL; content: "full" | "excerpt" },
): FeedItem {
  const { post, id, url, date, updated, report } = candidate;
  const { base } = options;
  const { summary, summaryText } = summarize(post, url);
  const title = textOf(post.title);
  if (title === "") {
    report("feed-title-missing", "it has no title", "Give it a `title`; readers list posts by it.");
  }
  const item: FeedItem = {
    id,
    url,
    heading: title || shortened(cleanLine(summaryText)) || textOf(post.slug) || url,
    summary,
    summaryText,
    content:
      options.content === "full" && typeof post.html === "string" ? prepareHtml(post, post.html, url) : "",
    tags: readTags(post.tags),
    authors: readAuthors(post.authors, base, (fault) =>
      report("feed-author-invalid", fault, "Write `name`, and perhaps `email` and an absolute `url`."),
    ),
    attachments: readAttachments(post, url, (fault) =>
      report(
        "feed-enclosure-invalid",
        `of an enclosure ${fault}`,
        "An enclosure needs a URL and a MIME type, and as `length` its size in bytes.",
      ),
    ),
  };
  if (title !== "") item.title = title;
  if (date !== undefined) item.date = date;
  if (updated !== undefined) item.updated = updated;
  if (post.lang !== undefined && post.lang !== null) {
    const language = readLanguage(post.lang);
    if (language !== undefined) item.language = language;
    else
      report(
        "feed-language-invalid",
        `its language is ${showValue(post.lang)}`,
        "Write a tag such as `en` or `pt-BR`.",
      );
  }
  const image = readUrl(
    typeof post.image === "object" && post.image !== null ? post.image.src : post.image,
    url,
  );
  if (image.url !== undefined) item.image = image.url;
  if (image.wrong)
    report("feed-image-invalid", `its image is ${showValue(image.raw)}`, "Write the URL of a picture.");
  const external = readUrl(post.externalUrl, url);
  if (external.url !== undefined) item.externalUrl = external.url;
  if (external.wrong) {
    report(
      "feed-url-invalid",
      `its externalUrl is ${showValue(external.raw)}`,
      "Write an http or https URL.",
    );
  }
  return item;
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? cleanLine(String(value)) : "";
}

function summarize(post: FeedPost, url: string): { summary: string; summaryText: string } {
  const { excerpt } = post;
  const html = typeof excerpt?.html === "string" ? excerpt.html : "";
  const description = typeof post.description === "string" ? cleanText(post.description).trim() : "";
  const summaryText =
    (typeof excerpt?.text === "string" ? cleanText(excerpt.text).trim() : "") || description;
  const summary = excerpt && html !== "" ? prepareHtml(excerpt, html, url).trim() : "";
  return { summary: summary || escapeXml(summaryText), summaryText };
}

function readTags(written: unknown): string[] {
  const tags = Array.isArray(written) ? written.map(textOf).filter((tag) => tag !== "") : [];
  return [...new Set(tags)];
}

function readUrl(raw: unknown, base: string): { url?: string; wrong: boolean; raw: unknown } {
  if (raw === undefined || raw === null || raw === "") return { wrong: false, raw };
  const url = typeof raw === "string" ? toPageUrl(raw, base) : undefined;
  return url === undefined ? { wrong: true, raw } : { url, wrong: false, raw };
}

/** The first words of a text, at most 80 letters. */
function shortened(text: string): string {
  const letters = [...text.slice(0, 400)];
  if (letters.length <= 80) return text.length <= 400 ? text : `${letters.join("")}…`;
  const start = letters.slice(0, 80).join("");
  const space = start.lastIndexOf(" ");
  return `${space > 40 ? start.slice(0, space) : start}…`;
}
