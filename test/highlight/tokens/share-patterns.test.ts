import type { RegexEngine } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { beforeAll, describe, expect, test } from "vitest";
import { type SharedEngine, sharePatterns } from "../../../src/highlight/tokens/share-patterns.ts";

let plain: RegexEngine;
let shared: SharedEngine;

beforeAll(async () => {
  plain = await createOnigurumaEngine(import("shiki/wasm"));
  shared = sharePatterns(plain);
});

const scanners: readonly (readonly string[])[] = [
  ["a", "b"],
  ["b", "a"],
  ["(?i)KEY", "key"],
  ["\\Ga", "x"],
  ["(?<=a)b", "\\bfoo\\b", "$"],
  ["(?=c)", "c+", "\\s+$"],
  ["(x)(y)?(z)", "xy"],
  ["é+", "[^\\x00-\\x7f]"],
  ["(?i)ß", "(?i)ss"],
  ["[+*/-]", "\\d+(?:\\.\\d+)?", "\\("],
  [],
];
const texts = [
  "",
  "ab ba",
  "foo a b ab",
  "KEY key \u212Aey",
  "xyz xz xyxz",
  "é ÉÉ é x",
  "straße STRASSE",
  "1 + 2.5 * (3 - x) / 4",
  "cab \t",
  "😀a 😀b",
];

describe("finds the leftmost match, and prefers the first pattern among equals", () => {
  test.each(texts)("in %j", (text) => {
    for (const patterns of scanners) {
      const expected = plain.createScanner([...patterns]);
      const actual = shared.createScanner([...patterns]);
      const expectedText = plain.createString(`${text}\n`);
      const actualText = shared.createString(`${text}\n`);
      for (let start = 0; start <= text.length; start++) {
        // An engine caches results by the identity of the string.
        expect([patterns, start, actual.findNextMatchSync(actualText, start, 0)]).toEqual([
          patterns,
          start,
          expected.findNextMatchSync(expectedText, start, 0),
        ]);
      }
      (expectedText as { dispose?(): void }).dispose?.();
      (actualText as { dispose?(): void }).dispose?.();
    }
  });
});

test("compiles a pattern once, when it is first searched", () => {
  const compiled: string[] = [];
  const engine = sharePatterns({
    createString: plain.createString,
    createScanner(patterns) {
      compiled.push(...patterns.map(String));
      return plain.createScanner(patterns);
    },
  });
  const first = engine.createScanner(["let", "const"]);
  const second = engine.createScanner(["const", "class"]);
  const line = engine.createString("const x\n");
  expect(first.findNextMatchSync(line, 0, 0)?.index).toBe(1);
  expect(second.findNextMatchSync(line, 0, 0)?.index).toBe(0);
  expect(compiled).toEqual(["let", "const"]);
});

test("accepts plain strings, and still works after it was disposed", () => {
  const scanner = shared.createScanner(["b+"]);
  const find = () => scanner.findNextMatchSync("abb", 0, 0)?.captureIndices[0];
  expect(find()).toEqual({ start: 1, end: 3, length: 2 });
  shared.dispose();
  expect(find()).toEqual({ start: 1, end: 3, length: 2 });
});

test("releases compiled patterns when there are too many", () => {
  let alive = 0;
  let most = 0;
  const engine = sharePatterns({
    createString: (content) => ({ content }),
    createScanner: ([pattern]) => {
      most = Math.max(most, ++alive);
      return {
        findNextMatchSync: (text, start) => {
          const at = (typeof text === "string" ? text : text.content).indexOf(String(pattern), start);
          const index = { start: at, end: at + 1, length: 1 };
          return at === -1 ? null : { index: 0, captureIndices: [index] };
        },
        dispose: () => void alive--,
      };
    },
  });
  for (let index = 0; index < 45_000; index++) {
    const text = `p${index}`;
    expect(engine.createScanner([text]).findNextMatchSync(text, 0, 0)?.index).toBe(0);
  }
  expect(most).toBe(20_000);
  engine.dispose();
  expect(alive).toBe(0);
});
