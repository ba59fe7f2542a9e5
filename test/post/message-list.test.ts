import { expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import type { RuleId } from "../../src/diagnostics/rules.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { createMessageList } from "../../src/post/messages.ts";

const make = (ruleId: RuleId, line: number) =>
  createMessage(ruleId, { reason: "a", note: "b.", place: { line, column: 1 } });

test("keeps a hundred of a rule, and counts the others", () => {
  const list = createMessageList();
  for (let line = 1; line <= 101; line++) list.add(make("url-unsafe", line));
  list.add(make("html-dropped", 200));
  const kept = list.toArray();
  expect(kept.map(({ line }) => line)).toEqual([...Array.from({ length: 100 }, (_, i) => i + 1), 200]);
  expect(kept[98]?.note).toBe("b.");
  expect(kept[99]?.note).toBe("b. 1 more of this kind is not listed.");
  expect(kept[100]?.note).toBe("b.");
});

test("keeps a hundred without a word, one message once, and every error", () => {
  const list = createMessageList();
  const first = make("url-unsafe", 1);
  for (let line = 1; line <= 100; line++) list.add(line === 1 ? first : make("url-unsafe", line));
  list.add(first);
  for (let line = 1; line <= 150; line++) list.add(make("limit-nesting", line));
  expect(list.toArray()).toHaveLength(250);
  expect(list.toArray().every(({ note }) => note === "b.")).toBe(true);
});

test("a post of nothing but unsafe URLs has at most a hundred messages of a rule", () => {
  const post = createPostParser().sync(`---\ntitle: a\n---\n\n${"<xy:z>".repeat(2667)}`);
  const reported = post.messages.filter(({ ruleId }) => ruleId === "url-unsafe");
  expect(reported).toHaveLength(100);
  expect(reported[99]?.note).toMatch(/ 2567 more of this kind are not listed\.$/);
  expect(JSON.stringify(post).length).toBeLessThan(64 * 16_002 + 65_536);
});
