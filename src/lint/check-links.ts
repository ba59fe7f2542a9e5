import type { VFileMessage } from "vfile-message";
import { resolverOf } from "../collection/links/create-link-resolver.ts";
import { textOf } from "../collection/post-record.ts";
import { isDraft } from "../core/post-fields.ts";
import { readTime } from "../core/read-date.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import type { LintablePost, LintOptions } from "./lint-options.ts";

/** Checks links to posts and headings that do not exist or are not published. */
export function checkLinks<P extends LintablePost>(
  posts: readonly P[],
  options: LintOptions<P>,
): VFileMessage[] {
  const resolve = resolverOf(posts, options);
  const now = readTime(options.now);
  const ids = new Map<P, ReadonlySet<string>>();
  const messages: VFileMessage[] = [];
  for (const post of posts) {
    for (const { url, text: written, place } of post.links ?? []) {
      const text = textOf(written).trim();
      const target = resolve(url, post);
      if (target.kind === "elsewhere") continue;
      const link = text === "" ? "A link" : `“${text}”`;
      const report = (ruleId: RuleId, problem: string, note: string): void => {
        const reason = `${link} leads to ${problem}`;
        messages.push(createMessage(ruleId, { reason, note, path: post.path, place, actual: url }));
      };

      if (target.kind === "missing") {
        report(
          "link-post-missing",
          `${target.wanted}, but there is no such post`,
          "Correct the URL, or the slug of the post.",
        );
        continue;
      }
      const { post: other, fragment } = target;
      const name = `“${other.title ?? other.slug}”`;
      const problem = other === post ? undefined : whyUnpublished(post, other, now);
      if (problem !== undefined) {
        report(
          "link-post-unpublished",
          `${name}, which ${problem}`,
          "Readers cannot open it. Publish it first, or remove the link.",
        );
      }
      const id = fragment.replace(/:~:.*$/s, "");
      if (id === "" || id === "top" || !other.headings) continue;
      let known = ids.get(other);
      if (known === undefined) ids.set(other, (known = idsOf(other)));
      if (!known.has(id))
        report(
          "link-heading-missing",
          `#${id} of ${name}, which has no such heading`,
          suggestHeading(id, other),
        );
    }
  }
  return messages;
}

/** Why a reader of a post cannot open another one; `undefined` when the reader can. */
function whyUnpublished(
  post: LintablePost,
  other: LintablePost,
  now: number | undefined,
): string | undefined {
  if (isDraft(post)) return undefined;
  if (isDraft(other)) return "is a draft";
  if (now === undefined) return undefined;
  const readFrom = Math.max(now, readTime(post.date) ?? now);
  if ((readTime(other.date) ?? now) > readFrom) return "is not published yet";
  return (readTime(other.expires) ?? Number.POSITIVE_INFINITY) <= readFrom ? "has expired" : undefined;
}

/** The ids of a page: headings, footnotes and all others in the HTML. */
function idsOf({ headings, html }: LintablePost): ReadonlySet<string> {
  const ids = new Set(headings?.map(({ slug }) => slug));
  for (const [, id = ""] of (html ?? "").matchAll(/\sid="([^"]*)"/g)) {
    ids.add(id.replace(/&(?:quot|#x22);/g, '"').replace(/&(?:amp|#x26);/g, "&"));
  }
  return ids;
}

/** Suggests the heading that shares the most words with the id. */
function suggestHeading(id: string, { headings = [] }: LintablePost): string {
  const wanted = new Set(id.toLowerCase().split("-"));
  let best: string | undefined;
  let mostShared = 0;
  for (const { slug } of headings.slice(0, 200)) {
    const shared = slug
      .toLowerCase()
      .split("-")
      .filter((word) => wanted.has(word)).length;
    if (shared > mostShared) [best, mostShared] = [slug, shared];
  }
  return best === undefined ? "Correct the part after `#`." : `Did you mean \`#${best}\`?`;
}
