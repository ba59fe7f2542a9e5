import { show } from "../core/check-options.ts";
import { escapeXmlText } from "../core/escape.ts";
import { tagsOf } from "../core/post-fields.ts";
import { readLanguage } from "../core/read-language.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { Candidate } from "./choose-posts.ts";
import type { FeedItem } from "./feed.ts";
import { firstWords, readAttachments, readAuthors, readLine, readText } from "./fields.ts";
import { prepareHtml } from "./html/to-feed-html.ts";
import type { FeedAuthor, FeedPost } from "./source.ts";
import { toPageUrl } from "./urls.ts";

/** Makes a post ready for every format; what is wrong with it is reported and left out. */
export function toFeedItem(
  { post, id, url, date, updated, report }: Candidate,
  { base, content }: { base: URL; content: "full" | "excerpt" },
): FeedItem {
  const { summary, summaryText } = summarize(post, url);
  const title = readLine(post.title);
  if (title === "") {
    report("feed-title-missing", "it has no title", "Give it a `title`; readers list posts by it.");
  }
  const readPeople = (people: unknown): FeedAuthor[] =>
    readAuthors(people, base, (problem) =>
      report("feed-author-invalid", problem, "Write `name`, and optionally `email` and an absolute `url`."),
    );
  const contributors = readPeople(post.contributors);
  const authors = readPeople(post.authors);
  const attachments = readAttachments(post, new URL(url), (problem) =>
    report(
      "feed-enclosure-invalid",
      problem,
      "An enclosure needs a URL, a MIME type, and its size in bytes as `length`.",
    ),
  );
  /** Reads a field that may be left out; what is wrong with it is reported. */
  const readOptional = <Value>(
    written: unknown,
    read: (written: unknown) => Value | undefined,
    onInvalid: (shown: string) => void,
  ): Value | undefined => {
    if (written === undefined || written === null) return undefined;
    const value = read(written);
    if (value === undefined) onInvalid(show(written));
    return value;
  };
  const readUrl = (raw: unknown): string | undefined => toPageUrl(raw, url);
  const language = readOptional(post.lang, readLanguage, (shown) =>
    report(
      "feed-language-invalid",
      `its language is not a language tag: ${shown}`,
      "Write a BCP 47 tag, such as `en` or `pt-BR`.",
    ),
  );
  const written: unknown = Array.isArray(post.image) ? post.image[0] : post.image;
  const { src, alt }: { src?: unknown; alt?: unknown } =
    typeof written === "object" && written !== null ? written : { src: written };
  const image = readOptional(src === "" ? undefined : src, readUrl, (shown) =>
    report("feed-image-invalid", `the URL of its image is not valid: ${shown}`, "Write the URL of an image."),
  );
  const externalUrl = readOptional(post.externalUrl === "" ? undefined : post.externalUrl, readUrl, (shown) =>
    report("feed-url-invalid", `its \`externalUrl\` is not valid: ${shown}`, "Write an http or https URL."),
  );
  return withoutUndefined<FeedItem>({
    id,
    url,
    title: title || undefined,
    heading: title || firstWords(readLine(summaryText), 80) || readLine(post.slug) || url,
    date,
    updated,
    summary,
    summaryText,
    content: content === "full" && typeof post.html === "string" ? prepareHtml(post, post.html, url) : "",
    tags: [...new Set(tagsOf(post.tags).map(readLine))].filter((tag) => tag !== ""),
    authors,
    contributors: contributors.length > 0 ? contributors : undefined,
    language,
    image,
    imageAlt: (image !== undefined && readText(alt)) || undefined,
    attachments,
    externalUrl,
  });
}

function summarize(post: FeedPost, url: string): { summary: string; summaryText: string } {
  const { excerpt } = post;
  const summaryText = readText(excerpt?.text) || readText(post.description);
  const html = typeof excerpt?.html === "string" ? excerpt.html : "";
  const summary = excerpt && html !== "" ? prepareHtml(excerpt, html, url).trim() : "";
  return { summary: summary || escapeXmlText(summaryText), summaryText };
}
