import { describe, expect, type Mock, test, vi } from "vitest";
import { hashText } from "../../src/core/hash-text.ts";
import { blockFormat } from "../../src/highlight/block-cache.ts";
import {
  createHighlighter,
  type HighlightCache,
  type HighlighterOptions,
  highlightCode,
} from "../../src/highlight/index.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { samples } from "./samples.ts";

vi.setConfig({ testTimeout: 60_000 });

const themes = { light: "github-light", dark: "github-dark" };
const js = "```js\nconst a = 1;\n```\n";
const python = "```python\nprint(1)\n```\n";
const file = { path: "posts/a.md" };

interface MapCache {
  entries: Map<string, string>;
  getItem(key: string): unknown;
  setItem: Mock<(key: string, value: string) => void>;
}

function mapCache(): MapCache {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key),
    setItem: vi.fn((key: string, value: string) => void entries.set(key, value)),
  };
}

/** A parser as in a new process, without loaded grammars. */
async function freshParser(
  options: Partial<HighlighterOptions> = {},
): Promise<ReturnType<typeof createPostParser>> {
  return createPostParser({ highlighter: await createHighlighter({ themes, ...options }) });
}

/** Whether a parser has loaded the grammars for a text. */
function hasLoaded(parse: ReturnType<typeof createPostParser>, text: string): boolean {
  try {
    parse.sync(text, file);
    return true;
  } catch {
    return false;
  }
}

describe("the persistent cache of a highlighter", () => {
  test("returns the blocks of a post to a new process, with the same HTML and without loading a grammar", async () => {
    const cache = mapCache();
    const text = `# T\n\n${js}\nInline \`let x{:js}\`.\n\n${python}`;
    const expected = await (await freshParser())(text, file);
    expect(await (await freshParser({ cache }))(text, file)).toEqual(expected);
    const later = await freshParser({ cache });
    expect(await later(text, file)).toEqual(expected);
    expect(hasLoaded(later, text)).toBe(false);
    expect(cache.setItem).toHaveBeenCalledTimes(1);
  });

  test("highlights only changed blocks again, and removes blocks that no longer exist", async () => {
    const cache = mapCache();
    await (await freshParser({ cache }))(`${js}\n${python}`, file);
    const later = await freshParser({ cache });
    const edited = `New text.\n\n${js}\n\`\`\`css\na { color: red }\n\`\`\`\n`;
    expect((await later(edited, file)).html).toBe((await (await freshParser())(edited, file)).html);
    expect(hasLoaded(later, "```css\nb {}\n```\n")).toBe(true);
    expect(hasLoaded(later, js)).toBe(false);
    const [entry = ""] = cache.entries.values();
    expect(entry).toContain("color: red");
    expect(entry).not.toContain("print(1)");
  });

  test("is not used for other themes, other posts or changed meta", async () => {
    const cache = mapCache();
    await (await freshParser({ cache }))(js, file);
    const dark = await freshParser({ cache, themes: "nord" });
    expect((await dark(js, file)).html).toBe((await (await freshParser({ themes: "nord" }))(js, file)).html);
    const other = await freshParser({ cache });
    const marked = js.replace("js", "js {1}");
    expect((await other(marked, file)).html).toContain("highlighted");
    expect(cache.entries.size).toBe(2);
  });

  const down = (): never => {
    throw new Error("down");
  };
  const broken: [string, HighlightCache][] = [
    ["rejects", { getItem: async () => down(), setItem: async () => down() }],
    ["throws", { getItem: down, setItem: down }],
    [
      "returns an entry of another block",
      { getItem: () => '["other",[["a","b"]]]', setItem: () => undefined },
    ],
    ["returns an incomplete entry", { getItem: () => '["', setItem: () => undefined }],
    ["returns a value that is not a string", { getItem: () => 7, setItem: () => undefined }],
  ];
  test.each(broken)("is ignored when it %s", async (_, cache) => {
    const expected = await (await freshParser())(js, file);
    expect(await (await freshParser({ cache }))(js, file)).toEqual(expected);
  });

  test("does not store a block with a problem, which is reported each time", async () => {
    const cache = mapCache();
    const text = "```jss\nlet a\n```\n";
    for (let run = 0; run < 2; run++) {
      const { messages } = await (await freshParser({ cache }))(text, file);
      expect(messages.map(({ ruleId }) => ruleId)).toContain("language-unknown");
    }
  });

  test("is not used with functions, whose code can change, or without a path", async () => {
    const cache = mapCache();
    await (await freshParser({ cache, transformBlock: () => undefined }))(js, file);
    await (await freshParser({ cache, transformers: [{ name: "none" }] }))(js, file);
    await (await freshParser({ cache }))(js);
    expect(cache.entries.size).toBe(0);
  });

  test("must have getItem and setItem", async () => {
    await expect(createHighlighter({ themes, cache: new Map() as never })).rejects.toThrow(
      "Expected `cache` to be an object with getItem and setItem",
    );
  });
});

// Blocks are stored under the fingerprint of the highlighter, so a change to their HTML must change `blockFormat`. If
// this fails, increment it, and write the new digest here.
test("the HTML of blocks matches the version of its format", async () => {
  const written: string[] = [];
  const all: Partial<HighlighterOptions> = { frames: true, copyButton: true, wrap: true };
  for (const options of [{}, { mode: "class" }, all] as const) {
    const highlighter = await createHighlighter({ themes, ...options });
    const meta = '{1} ins={2} "a" title="a.ts" showLineNumbers';
    for (const [lang, code] of samples.slice(0, 6)) {
      written.push(
        await highlightCode(highlighter, code, { lang, meta }),
        await highlightCode(highlighter, code, { lang }),
      );
    }
  }
  expect([blockFormat, hashText(written.join("\n"))]).toEqual([3, "0vas0ed0ki1ewx"]);
});
