import { expect, onTestFinished, test, vi } from "vitest";

/** Imports the highlighter with an engine that waits at a gate before it loads. */
async function importWithGate(): Promise<{
  createHighlighter: typeof import("../../src/highlight/create-highlighter.ts")["createHighlighter"];
  highlightCode: typeof import("../../src/highlight/highlight-code.ts")["highlightCode"];
  gate: { waiting: Promise<void> };
}> {
  const gate = { waiting: Promise.resolve() };
  // Test files share modules (`isolate: false`): this file needs separate copies.
  vi.resetModules();
  vi.doMock(import("../../src/highlight/load-engine.ts"), async (importOriginal) => {
    const actual = await importOriginal();
    return {
      ...actual,
      loadEngine: async (engine) => {
        await gate.waiting;
        return actual.loadEngine(engine);
      },
    };
  });
  onTestFinished(() => {
    vi.doUnmock(import("../../src/highlight/load-engine.ts"));
    vi.resetModules();
  });
  const { createHighlighter } = await import("../../src/highlight/create-highlighter.ts");
  const { highlightCode } = await import("../../src/highlight/highlight-code.ts");
  return { createHighlighter, highlightCode, gate };
}

test("a block waits for an engine that is still loading, even if its grammar is loaded", async () => {
  const { createHighlighter, highlightCode, gate } = await importWithGate();
  const reference = await createHighlighter({ themes: "nord" });
  const expected = await highlightCode(reference, "let b = 2", { lang: "js" });
  expect(expected).toContain("<span style=");

  let open = (): void => undefined;
  gate.waiting = new Promise((resolve) => {
    open = resolve;
  });
  const highlighter = await createHighlighter({ themes: "nord" });
  const first = highlightCode(highlighter, "let a = 1", { lang: "js" });
  // The grammar module is already loaded, so these turns are enough for the grammar, but not for the engine.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  const messages: string[] = [];
  const second = highlightCode(highlighter, "let b = 2", {
    lang: "js",
    onMessage: ({ ruleId }) => messages.push(String(ruleId)),
  });
  let isFirstDone = false;
  void first.then(() => {
    isFirstDone = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isFirstDone).toBe(false);
  open();
  await first;
  expect(await second).toBe(expected);
  expect(messages).toEqual([]);
});

test("an engine that cannot be loaded is reported as such", async () => {
  const { createHighlighter, highlightCode, gate } = await importWithGate();
  const own = await createHighlighter({ themes: "nord" });
  gate.waiting = Promise.reject(new Error("Failed to fetch"));
  const reasons: string[] = [];
  const html = await highlightCode(own, "let b = 2", {
    lang: "js",
    onMessage: ({ reason }) => reasons.push(reason),
  });
  expect(html).toContain("let b = 2");
  expect(reasons).toEqual([
    "This code is shown without colors: the engine could not be loaded: Failed to fetch",
  ]);
});
