import { escapeXmlText } from "../core/escape.ts";
import { tagsOf } from "../core/post-fields.ts";
import { readLanguage } from "../core/read-language.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { Candidate } from "./choose-posts.ts";
import type { FeedItem } from "./feed.ts";
import { firstWords, readAttachments, readAuthors, readField, readLine, readText } from "./fields.ts";
import { prepareHtml } from "./html/to-feed-html.ts";
import type { FeedAuthor, FeedPost } from "./source.ts";
import { toPageUrl } from "./urls.ts";

/** Prepares a post for every format; invalid fields are reported and left out. */
export function toFeedItem(
  { post, id, url, date, updated, report }: Candidate,
  { base, content }: { base: URL; content: "full" | "excerpt" },
): FeedItem {
  const { excerpt } = post;
  const data = (post.data ?? {}) as Partial<FeedPost>;
  const summaryText = readText(excerpt?.text) || readText(post.description);
  const excerptHtml =
    excerpt && typeof excerpt.html === "string" ? prepareHtml(excerpt, excerpt.html, url).trim() : "";
  const title = readLine(post.title);
  if (title === "") report("feed-title-missing", "it has no title");
  const readPeople = (people: unknown): FeedAuthor[] =>
    readAuthors(people, base, (problem) => report("feed-author-invalid", problem));
  const contributors = readPeople(post.contributors ?? data.contributors);
  const authors = readPeople(post.authors);
  const attachments = readAttachments(
    [post.enclosure ?? data.enclosure, post.enclosures ?? data.enclosures],
    new URL(url),
    (problem) => report("feed-enclosure-invalid", problem),
  );
  const language = readField(post.lang, readLanguage, (shown) =>
    report("feed-language-invalid", `its language is not a language tag: ${shown}`),
  );
  const readUrl = (written: unknown): string | undefined => toPageUrl(written, url);
  const written: unknown = Array.isArray(post.image) ? post.image[0] : post.image;
  const { src, alt }: { src?: unknown; alt?: unknown } =
    typeof written === "object" && written !== null ? written : { src: written };
  const image = readField(src === "" ? undefined : src, readUrl, (shown) =>
    report("feed-image-invalid", `the URL of its image is not valid: ${shown}`),
  );
  const external = post.externalUrl ?? data.externalUrl;
  const externalUrl = readField(external === "" ? undefined : external, readUrl, (shown) =>
    report("feed-url-invalid", `its \`externalUrl\` is not valid: ${shown}`, "Write an http or https URL."),
  );
  return withoutUndefined<FeedItem>({
    id,
    url,
    title: title || undefined,
    heading: title || firstWords(readLine(summaryText), 80) || readLine(post.slug) || url,
    date,
    updated,
    summary: excerptHtml || escapeXmlText(summaryText),
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
