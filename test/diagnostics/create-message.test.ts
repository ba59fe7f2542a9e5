import { VFile } from "vfile";
import { reporter } from "vfile-reporter";
import { describe, expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";

const place = { line: 3, column: 7, offset: 24 };

describe("createMessage", () => {
  test("contains the reason, the position and what to do", () => {
    const message = createMessage("title-missing", {
      reason: "No title",
      note: "Add one.",
      path: "a.md",
      place,
    });
    expect(message).toEqual({
      name: "a.md:3:7",
      message: "No title",
      reason: "No title",
      ruleId: "title-missing",
      source: "galley",
      fatal: false,
      file: "a.md",
      place,
      line: 3,
      column: 7,
      note: "Add one.",
      url: "docs/diagnostics.md#title-missing",
    });
    expect(String(message)).toBe("a.md:3:7: No title");
  });

  test("uses line and column of the start of a position", () => {
    const end = { line: 4, column: 1, offset: 30 };
    const message = createMessage("not-utf8", { reason: "Bad byte", place: { start: place, end } });
    expect([message.line, message.column, message.name, message.fatal]).toEqual([3, 7, "3:7", true]);
  });

  test("a position without an end is a point, and one without a start is ignored", () => {
    const at = (half: object): unknown =>
      createMessage("not-utf8", { reason: "x", place: half as never }).place;
    expect(at({ start: place, end: undefined })).toEqual(place);
    expect(at({ start: undefined, end: undefined })).toBeUndefined();
  });

  test("`severity` overrides the severity of the rule", () => {
    expect(createMessage("title-missing", { reason: "x", severity: "error" }).fatal).toBe(true);
    expect(createMessage("title-missing", { reason: "x", severity: "info" }).fatal).toBeUndefined();
  });

  test("can be copied with structuredClone and JSON", () => {
    const message = createMessage("title-missing", { reason: "No title", path: "a.md", place });
    expect(structuredClone(message)).toEqual(message);
    expect(JSON.parse(JSON.stringify(message))).toEqual(message);
  });

  test("can be printed by vfile-reporter", () => {
    const file = new VFile({ path: "a.md" });
    file.messages.push(createMessage("title-missing", { reason: "No title", path: "a.md", place }));
    const report = reporter(file, { color: false });
    expect(report).toContain("a.md\n");
    expect(report).toMatch(/3:7 +warning +No title +title-missing +galley/);
  });
});
