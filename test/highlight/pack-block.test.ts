import { describe, expect, test } from "vitest";
import type { CodeBlock } from "../../src/highlight/code-block.ts";
import { packBlock, unpackBlock } from "../../src/highlight/pack-block.ts";

const plain: CodeBlock = {
  lang: "js",
  classes: [],
  lines: [
    {
      tokens: [
        { content: "let", style: 3 },
        { content: " x", style: 0 },
      ],
      classes: [],
    },
    { tokens: [], classes: [] },
    { tokens: [{ content: "y", style: 511 }], classes: [] },
  ],
};

function pass(block: CodeBlock, code: string, findings: never[] = []) {
  return unpackBlock(packBlock({ block, findings }, code), code);
}

describe("a packed block", () => {
  test.each<[string, CodeBlock, string]>([
    ["says its code", plain, "let x\n\ny"],
    ["says its code, which ends with a line feed", plain, "let x\n\ny\n"],
    ["says other than its code", plain, "let x // [!code hl]\n\ny"],
    ["says the start of another line end", plain, "let x\r\n\r\ny"],
    ["has no line", { lang: undefined, classes: [], lines: [] }, ""],
    [
      "has all there is",
      {
        lang: "日",
        classes: ["has-diff"],
        title: 'a\0"b',
        firstNumber: 7,
        lines: [
          {
            tokens: [
              { content: "\0a", style: 127 },
              { content: "b".repeat(20_000), style: 128, word: 0 },
              { content: "\uD800", style: 16_384, word: 1 },
            ],
            classes: ["diff", "add"],
          },
          { tokens: [{ content: "日", style: 2_097_152 }], classes: [] },
        ],
      },
      "c",
    ],
  ])("that %s comes back whole", (_, block, code) => {
    expect(pass(block, code)).toEqual({ block, findings: [] });
  });

  test("keeps what was found", () => {
    const findings = [{ ruleId: "bidi-control", reason: "a", note: "b", line: 0, column: 4 }] as const;
    expect(unpackBlock(packBlock({ block: plain, findings }, ""), "").findings).toEqual(findings);
  });

  test("takes two characters a token when its code is at hand", () => {
    const line = { tokens: Array.from({ length: 1000 }, () => ({ content: "ab", style: 9 })), classes: [] };
    const block: CodeBlock = { lang: "js", classes: [], lines: [line] };
    expect(packBlock({ block, findings: [] }, "ab".repeat(1000)).length).toBeLessThan(2100);
  });
});
