import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import type { RawHtmlPolicy } from "../../src/markdown/to-hast.ts";
import { htmlOf } from "../markdown/html-of.ts";
import { xssVectors } from "./xss-vectors.ts";

const { window } = new JSDOM("");
const purify = createDOMPurify(window);

/**
 * What another sanitizer would still remove. Text in `title` or `class` that looks like a tag is the author's text: no
 * HTML parser reads it as a tag, and it is not edited for filters that expect XML.
 */
function removedBy(html: string): string[] {
  purify.sanitize(html, { ADD_ATTR: ["target"], SAFE_FOR_XML: false });
  return purify.removed.map((removed) =>
    "attribute" in removed ? `@${removed.attribute?.name}` : `<${removed.element?.nodeName}>`,
  );
}

/** What a page would run or load by itself, according to the platform's URL parser. */
function dangersIn(html: string): string[] {
  const body = new window.DOMParser().parseFromString(html, "text/html").body;
  const dangers: string[] = [];
  const comments = window.document.createNodeIterator(body, window.NodeFilter.SHOW_COMMENT);
  if (comments.nextNode() !== null) dangers.push("<!---->");
  for (const element of body.querySelectorAll("*")) {
    if (
      /^(?:script|iframe|object|embed|style|link|meta|base|form|svg|math|template)$/i.test(element.tagName)
    ) {
      dangers.push(element.tagName);
    }
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$/i.test(name)) dangers.push(name);
      if (!/^(?:href|src|cite|poster|longdesc)$/.test(name)) continue;
      const { protocol } = new URL(value, "https://blog.example/post/");
      if (!/^(?:https?|mailto|tel):$/.test(protocol)) dangers.push(value);
    }
  }
  return dangers;
}

/** Raw HTML that exceeds a limit is rejected as a whole, which is safe too. */
function htmlOrRefusal(markdown: string, rawHtml: RawHtmlPolicy): string | undefined {
  try {
    return htmlOf(markdown, { rawHtml });
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}

describe("hostile posts", () => {
  test("are numerous and unique", () => {
    expect(xssVectors.length).toBeGreaterThan(250);
    expect(new Set(xssVectors.map(([, markdown]) => markdown)).size).toBe(xssVectors.length);
  });

  test("are detected by the checks of this test", () => {
    expect(removedBy('<b onclick="x()">y</b><script>1</script>')).toEqual(["@onclick", "<SCRIPT>"]);
    expect(dangersIn('<a href="java\nscript:1" onclick="x">y</a><iframe></iframe>')).toHaveLength(3);
    expect(dangersIn("a<!-- b -->")).toEqual(["<!---->"]);
  });

  test("are all accepted by the parser", () => {
    const refused = xssVectors.filter(([, markdown]) => htmlOrRefusal(markdown, "sanitize") === undefined);
    expect(refused.map(([name]) => name)).toEqual([]);
  });

  test.each(xssVectors)("%s", (_name, markdown) => {
    for (const rawHtml of ["sanitize", "escape"] as const) {
      const html = htmlOrRefusal(markdown, rawHtml) ?? "";
      expect(dangersIn(html)).toEqual([]);
      expect(removedBy(html)).toEqual([]);
    }
    // With `rawHtml: "allow"`, Markdown itself still creates nothing unsafe.
    if (!markdown.includes("<")) {
      const html = htmlOrRefusal(markdown, "allow") ?? "";
      expect(dangersIn(html)).toEqual([]);
      expect(removedBy(html)).toEqual([]);
    }
  });
});
