import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { isDomName } from "../../src/html/dom-names.ts";

describe("isDomName", () => {
  test.each([
    "cookie",
    "location",
    "body",
    "submit",
    "onclick",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "ELEMENT_NODE",
    "CDATA_SECTION_NODE",
    "DOCUMENT_POSITION_PRECEDING",
  ])("%s is a property of the browser's", (name) => expect(isDomName(name)).toBe(true));

  test.each([
    "introduction",
    "cookies",
    "cookie-1",
    "one",
    "online",
    "__proto__-1",
    "__x",
    "über-uns",
    "_NODE",
    "xA_NODE",
    "A_NODE_B",
    "x-DOCUMENT_POSITION_A",
    "DOCUMENT_POSITION_a",
    "",
  ])("%j is not a DOM property", (name) => expect(isDomName(name)).toBe(false));

  test("knows every property of a document and a form", () => {
    const { document } = new JSDOM("").window;
    const names = new Set<string>();
    for (let object: object | null = document; object !== null; object = Object.getPrototypeOf(object)) {
      for (const name of Object.getOwnPropertyNames(object)) names.add(name);
    }
    for (let object = document.createElement("form") as object | null; object !== null; ) {
      for (const name of Object.getOwnPropertyNames(object)) names.add(name);
      object = Object.getPrototypeOf(object);
    }
    expect([...names].filter((name) => /^[$\w]+$/.test(name) && !isDomName(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(300);
  });
});
