import type { VFile } from "vfile";
import { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import type { RuleId } from "../../src/diagnostics/rules.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { createMessageList, sortMessages } from "../../src/post/messages.ts";

const make = (ruleId: RuleId, line: number) =>
  createMessage(ruleId, { reason: "a", note: "b.", place: { line, column: 1 } });

test("keeps 100 messages per rule and counts the others", () => {
  const list = createMessageList();
  for (let line = 1; line <= 101; line++) list.add(make("url-unsafe", line));
  list.add(make("html-dropped", 200));
  const kept = list.toArray();
  expect(kept.map(({ line }) => line)).toEqual([...Array.from({ length: 100 }, (_, i) => i + 1), 200]);
  expect(kept[98]?.note).toBe("b.");
  expect(kept[99]?.note).toBe("b. 1 more of this kind is not listed.");
  expect(kept[100]?.note).toBe("b.");
});

test("adds no note for exactly 100 messages, ignores duplicates and keeps every error", () => {
  const list = createMessageList();
  const first = make("url-unsafe", 1);
  for (let line = 1; line <= 100; line++) list.add(line === 1 ? first : make("url-unsafe", line));
  list.add(first);
  for (let line = 1; line <= 150; line++) list.add(make("limit-nesting", line));
  expect(list.toArray()).toHaveLength(250);
  expect(list.toArray().every(({ note }) => note === "b.")).toBe(true);
});

test("a post with only unsafe URLs has at most 100 messages per rule", () => {
  const post = createPostParser().sync(`---\ntitle: a\n---\n\n${"<xy:z>".repeat(2667)}`);
  const reported = post.messages.filter(({ ruleId }) => ruleId === "url-unsafe");
  expect(reported).toHaveLength(100);
  expect(reported[99]?.note).toMatch(/ 2567 more of this kind are not listed\.$/);
  expect(JSON.stringify(post).length).toBeLessThan(64 * 16_002 + 65_536);
});

test("messages are sorted by line and column, with those without a position first and otherwise in their order", () => {
  const at = (line?: number, column?: number) => ({ line, column }) as VFileMessage;
  const places = [at(2, 1), at(1, 5), at(), at(1, 2), at(2), at(1, 2)];
  const sorted = sortMessages(places);
  expect(sorted.map(({ line, column }) => `${line}:${column}`)).toEqual([
    "undefined:undefined",
    "1:2",
    "1:2",
    "1:5",
    "2:undefined",
    "2:1",
  ]);
  expect([sorted[1], sorted[2]]).toEqual([places[3], places[5]]);
  expect(sorted[1]).toBe(places[3]);
});

describe("messages and errors from plugins", () => {
  const run = (act: (file: VFile) => unknown, path?: string) =>
    createPostParser({ remarkPlugins: [() => (_: unknown, file: VFile) => void act(file)] }).sync(
      "# T\n\na",
      path === undefined ? {} : { path },
    ).messages;

  test("a message becomes a plain object with the path of the post", () => {
    const [message] = run(
      (file) => file.message("r", { place: { line: 3, column: 1 }, source: "s", ruleId: "x" }),
      "a.md",
    );
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
    expect(message).toEqual({
      name: "a.md:3:1",
      message: "r",
      reason: "r",
      ruleId: "x",
      source: "s",
      fatal: false,
      file: "a.md",
      place: { line: 3, column: 1 },
      line: 3,
      column: 1,
    });
    expect(run((file) => file.message("r"))[0]).not.toHaveProperty("file");
    expect(run((file) => file.messages.push(new VFileMessage("r")), "a.md")[0]).toMatchObject({
      file: "a.md",
    });
    const own = Object.assign(new VFileMessage("r"), { file: "other.md", fatal: undefined });
    expect(run((file) => file.messages.push(own), "a.md")[0]).toMatchObject({
      file: "other.md",
      fatal: undefined,
    });
  });

  test("a thrown message is added to the post, other errors are thrown unchanged", () => {
    const failing = (error: unknown) => () =>
      run(() => {
        throw error;
      });
    expect(failing(Object.assign(new Error("m"), { reason: "r", ruleId: "x", fatal: true }))).toThrow(
      ContentError,
    );
    for (const fields of [{ fatal: true }, { reason: "r", ruleId: "x" }, { reason: "r", fatal: true }]) {
      const error = Object.assign(new Error("m"), fields);
      expect(failing(error)).toThrow(error);
    }
    const record = { reason: "r", ruleId: "x", fatal: true, message: "m" };
    expect(failing(record)).toThrow("m");
    expect(failing(record)).not.toThrow(ContentError);
  });
});
