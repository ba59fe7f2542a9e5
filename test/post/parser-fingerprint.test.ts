import { describe, expect, test } from "vitest";
import { parserFingerprint } from "../../src/post/create-post-parser.ts";

describe("parserFingerprint", () => {
  test("depends on the values of options, but not on their order", () => {
    const name = (options: Record<string, unknown>): string | undefined =>
      parserFingerprint(options, undefined);
    expect(name({ gfm: true, rawHtml: "allow" })).toBe(name({ rawHtml: "allow", gfm: true }));
    const all = [
      {},
      { gfm: true },
      { gfm: "true" },
      { gfm: false },
      { limits: { maxBytes: 1 } },
      { limits: [1] },
    ];
    expect(new Set(all.map(name)).size).toBe(all.length);
    expect(name({ marker: /more/ })).not.toBe(name({ marker: /more/i }));
  });

  test("needs a name for functions", () => {
    const plugin = (): void => undefined;
    expect(parserFingerprint({ remarkPlugins: [plugin] }, undefined)).toBeUndefined();
    expect(parserFingerprint({ schema: new (class Schema {})() }, undefined)).toBeUndefined();
    const one = parserFingerprint({ remarkPlugins: [plugin] }, "plugins-1");
    expect(one).toBe(parserFingerprint({ remarkPlugins: [plugin] }, "plugins-1"));
    expect(one).not.toBe(parserFingerprint({ remarkPlugins: [plugin] }, "plugins-2"));
  });

  test("includes the fingerprint of a highlighter", () => {
    const highlighter = (fingerprint: string): object => ({ fingerprint, dispose: () => undefined });
    const a = parserFingerprint({ highlighter: highlighter("a") }, undefined);
    expect(a).toBeDefined();
    expect(a).not.toBe(parserFingerprint({ highlighter: highlighter("b") }, undefined));
  });
});
