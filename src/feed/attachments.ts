import { show } from "../core/check-options.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { FeedAttachment } from "./feed.ts";
import { type OnProblem, readLine } from "./fields.ts";
import type { FeedPost } from "./source.ts";
import { ownUrl } from "./urls.ts";

/** File extensions that blogs enclose, with their registered types. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aac: "audio/aac",
    avif: "image/avif",
    epub: "application/epub+zip",
    flac: "audio/flac",
    gif: "image/gif",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    m4a: "audio/mp4",
    m4v: "video/mp4",
    mov: "video/quicktime",
    mp3: "audio/mpeg",
    mp4: "video/mp4",
    oga: "audio/ogg",
    ogg: "audio/ogg",
    ogv: "video/ogg",
    opus: "audio/ogg",
    pdf: "application/pdf",
    png: "image/png",
    svg: "image/svg+xml",
    wav: "audio/wav",
    webm: "video/webm",
    webp: "image/webp",
    zip: "application/zip",
  }),
);

/** Reads `enclosure` and `enclosures`, each URL once. */
export function readAttachments(
  post: Pick<FeedPost, "enclosure" | "enclosures">,
  base: URL,
  onProblem: OnProblem,
): FeedAttachment[] {
  const written: unknown[] = [post.enclosure, ...(Array.isArray(post.enclosures) ? post.enclosures : [])];
  const found = new Map<string, FeedAttachment>();
  for (const entry of written) {
    if (typeof entry !== "object" || entry === null) continue;
    const attachment = readAttachment(entry as Record<string, unknown>, base, onProblem);
    if (attachment !== undefined && !found.has(attachment.url)) found.set(attachment.url, attachment);
  }
  return [...found.values()];
}

function readAttachment(
  entry: Record<string, unknown>,
  base: URL,
  onProblem: OnProblem,
): FeedAttachment | undefined {
  const url = ownUrl(base, entry.url);
  if (url === undefined) {
    onProblem(`the URL of an enclosure is not valid: ${show(entry.url)}`);
    return undefined;
  }
  const type = typeOf(entry.type, url);
  if (type === undefined) {
    const isUnknown = entry.type === undefined;
    onProblem(
      `the MIME type of the enclosure ${url} is not ${isUnknown ? "known" : `valid: ${show(entry.type)}`}`,
    );
    return undefined;
  }
  const read = (name: "length" | "duration", toNumber: (written: unknown) => number | undefined) => {
    const written = entry[name];
    if (written === undefined || written === null) return undefined;
    const number = toNumber(written);
    if (number === undefined) onProblem(`the ${name} of the enclosure ${url} is not valid: ${show(written)}`);
    return number;
  };
  return withoutUndefined<FeedAttachment>({
    url,
    type,
    length: read("length", readLength),
    title: typeof entry.title === "string" ? readLine(entry.title) || undefined : undefined,
    duration: read("duration", readDuration),
  });
}

function readLength(written: unknown): number | undefined {
  const length = typeof written === "string" && /^\d+$/.test(written) ? Number(written) : written;
  return Number.isSafeInteger(length) && (length as number) >= 0 ? (length as number) : undefined;
}

/** Reads seconds, or hours, minutes and seconds with colons between. */
function readDuration(written: unknown): number | undefined {
  if (typeof written === "number") return written >= 0 && Number.isFinite(written) ? written : undefined;
  if (typeof written !== "string" || !/^\d{1,7}(?::[0-5]?\d){0,2}(?:\.\d{1,6})?$/.test(written.trim()))
    return undefined;
  return written.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

function typeOf(written: unknown, url: string): string | undefined {
  if (typeof written === "string" && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(written)) return written;
  if (written !== undefined) return undefined;
  const { pathname } = new URL(url);
  return types.get(pathname.slice(pathname.lastIndexOf(".") + 1).toLowerCase());
}
