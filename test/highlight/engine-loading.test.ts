import { expect, test, vi } from "vitest";
import { createHighlighter } from "../../src/highlight/create-highlighter.ts";
import { highlightCode } from "../../src/highlight/highlight-code.ts";

const gate = vi.hoisted(() => ({
  waiting: Promise.resolve(),
  open: (): void => {},
  close(): void {
    gate.waiting = new Promise((resolve) => {
      gate.open = resolve;
    });
  },
}));

vi.mock(import("../../src/highlight/engine/load-engine.ts"), async (importOriginal) => {
  const actual = await importOriginal();
  return {
    ...actual,
    loadEngine: async (engine) => {
      await gate.waiting;
      return actual.loadEngine(engine);
    },
  };
});

test("a block waits for the engine while that is loading, even if its grammar is loaded", async () => {
  const reference = await createHighlighter({ themes: "nord" });
  const expected = await highlightCode(reference, "let b = 2", { lang: "js" });
  expect(expected).toContain("<span style=");

  gate.close();
  const highlighter = await createHighlighter({ themes: "nord" });
  const first = highlightCode(highlighter, "let a = 1", { lang: "js" });
  // The module of the grammar is already loaded, so these turns are enough for the grammar, but not for the engine.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  const messages: string[] = [];
  const second = highlightCode(highlighter, "let b = 2", {
    lang: "js",
    onMessage: ({ ruleId }) => messages.push(String(ruleId)),
  });
  gate.open();
  await first;
  expect(await second).toBe(expected);
  expect(messages).toEqual([]);
});
