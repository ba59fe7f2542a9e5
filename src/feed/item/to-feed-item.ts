import { show } from "../../core/check-options.ts";
import { escapeXmlText } from "../../core/escape.ts";
import { tagsOf } from "../../core/post-fields.ts";
import { readLanguage } from "../../core/read-language.ts";
import type { FeedItem } from "../feed.ts";
import type { FeedPost } from "../feed-post.ts";
import { prepareHtml } from "../html/to-feed-html.ts";
import type { FeedAuthor } from "../site.ts";
import { toPageUrl } from "../urls.ts";
import { readAttachments } from "./attachments.ts";
import type { Candidate } from "./candidate.ts";
import { firstWords, readAuthors, readLine, readText } from "./fields.ts";

/** Makes a post ready for every format; what is wrong with it is reported and left out. */
export function toFeedItem(
  candidate: Candidate,
  options: { base: URL; content: "full" | "excerpt" },
): FeedItem {
  const { post, id, url, date, updated, report } = candidate;
  const { summary, summaryText } = summarize(post, url);
  const title = readLine(post.title);
  if (title === "") {
    report("feed-title-missing", "it has no title", "Give it a `title`; readers list posts by it.");
  }
  const readPeople = (people: unknown): FeedAuthor[] =>
    readAuthors(people, options.base, (problem) =>
      report("feed-author-invalid", problem, "Write `name`, and optionally `email` and an absolute `url`."),
    );
  const contributors = readPeople(post.contributors);
  const item: FeedItem = {
    id,
    url,
    heading: title || firstWords(readLine(summaryText), 80) || readLine(post.slug) || url,
    summary,
    summaryText,
    content:
      options.content === "full" && typeof post.html === "string" ? prepareHtml(post, post.html, url) : "",
    tags: readTags(post.tags),
    authors: readPeople(post.authors),
    attachments: readAttachments(post, new URL(url), (problem) =>
      report(
        "feed-enclosure-invalid",
        problem,
        "An enclosure needs a URL, a MIME type, and its size in bytes as `length`.",
      ),
    ),
  };
  if (contributors.length > 0) item.contributors = contributors;
  if (title !== "") item.title = title;
  if (date !== undefined) item.date = date;
  if (updated !== undefined) item.updated = updated;
  if (post.lang !== undefined && post.lang !== null) {
    const language = readLanguage(post.lang);
    if (language !== undefined) item.language = language;
    else {
      report(
        "feed-language-invalid",
        `its language is not a language tag: ${show(post.lang)}`,
        "Write a BCP 47 tag, such as `en` or `pt-BR`.",
      );
    }
  }
  const readUrl = (raw: unknown, onInvalid: (shown: string) => void): string | undefined => {
    if (raw === undefined || raw === null || raw === "") return undefined;
    const absolute = toPageUrl(raw, url);
    if (absolute === undefined) onInvalid(show(raw));
    return absolute;
  };
  const image: unknown = Array.isArray(post.image) ? post.image[0] : post.image;
  const { src, alt }: { src?: unknown; alt?: unknown } =
    typeof image === "object" && image !== null ? image : { src: image };
  const imageUrl = readUrl(src, (shown) =>
    report("feed-image-invalid", `the URL of its image is not valid: ${shown}`, "Write the URL of an image."),
  );
  if (imageUrl !== undefined) item.image = imageUrl;
  if (imageUrl !== undefined && readText(alt) !== "") item.imageAlt = readText(alt);
  const externalUrl = readUrl(post.externalUrl, (shown) =>
    report("feed-url-invalid", `its \`externalUrl\` is not valid: ${shown}`, "Write an http or https URL."),
  );
  if (externalUrl !== undefined) item.externalUrl = externalUrl;
  return item;
}

function summarize(post: FeedPost, url: string): { summary: string; summaryText: string } {
  const { excerpt } = post;
  const summaryText = readText(excerpt?.text) || readText(post.description);
  const html = typeof excerpt?.html === "string" ? excerpt.html : "";
  const summary = excerpt && html !== "" ? prepareHtml(excerpt, html, url).trim() : "";
  return { summary: summary || escapeXmlText(summaryText), summaryText };
}

function readTags(written: unknown): string[] {
  const tags = tagsOf(written).map(readLine);
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
