import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import type { FeedPost } from "./feed-post.ts";
import { showValue } from "./show-value.ts";

/** Tells a fault of one post: what is wrong, and what to do. */
export type Reporter = (ruleId: RuleId, fault: string, note: string) => void;

/** Makes the reporter of a post, which names it in every message. */
export function createReporter(post: FeedPost, index: number, messages: VFileMessage[]): Reporter {
  const name = [post.slug, post.title, post.url].find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const subject = name === undefined ? `Post ${index + 1} of the feed` : `The post ${showValue(name)}`;
  const path = typeof post.path === "string" ? post.path : undefined;
  return (ruleId, fault, note) => {
    messages.push(createMessage(ruleId, { reason: `${subject}: ${fault}`, note, path }));
  };
}
