import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import type { LintablePost } from "./lint-post.ts";

/** Images without alternative text, the one of the front matter too. */
export function checkImages({ images = [], image, path }: LintablePost): VFileMessage[] {
  const messages = images
    .filter(({ alt }) => (alt ?? "").trim() === "")
    .map(({ url, place }) =>
      createMessage("image-alt-missing", {
        reason: `The image ${shorten(url)} has no alternative text`,
        note: "Say what it shows: `![text](url)`.",
        path,
        place,
        actual: url,
      }),
    );
  // A bare string has nowhere to put a text; a record has.
  if (typeof image === "object" && (image.alt ?? "").trim() === "") {
    messages.unshift(
      createMessage("image-alt-missing", {
        reason: `The post's image ${shorten(image.src)} has no alternative text`,
        note: "Write `image: { src: …, alt: … }` in the front matter.",
        path,
        actual: image.src,
      }),
    );
  }
  return messages;
}

/** Data URLs can be as long as the post. */
function shorten(url: string): string {
  return url.length > 80 ? `${url.slice(0, 79)}…` : url;
}
