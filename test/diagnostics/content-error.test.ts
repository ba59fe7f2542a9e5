import { expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMessage } from "../../src/diagnostics/create-message.ts";

test("ContentError lists its errors and contains every message", () => {
  const warning = createMessage("title-missing", { reason: "No title", path: "a.md" });
  const place = { line: 2, column: 5, offset: 9 };
  const first = createMessage("not-utf8", { reason: "Byte 9 is not UTF-8", path: "a.md", place });
  const error = new ContentError({ path: "a.md", messages: [warning, first] });
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("ContentError");
  expect(error.path).toBe("a.md");
  expect(error.messages).toEqual([warning, first]);
  expect(error.message).toBe("1 error in a.md\n  a.md:2:5: Byte 9 is not UTF-8 [not-utf8]");
});

test("a ContentError for several posts counts its errors", () => {
  const bad = createMessage("not-utf8", { reason: "Bad byte" });
  expect(new ContentError({ messages: [bad, bad] }).message).toMatch(/^2 errors\n/);
});
