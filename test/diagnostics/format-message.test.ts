import { VFile } from "vfile";
import { describe, expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import { formatMessage } from "../../src/diagnostics/format-message.ts";

const place = { line: 3, column: 7, offset: 24 };

describe("formatMessage", () => {
  test("writes position, reason and rule on one line, and the note on the next", () => {
    const message = createMessage("title-missing", {
      reason: "No title",
      note: "Add one.",
      path: "a.md",
      place,
    });
    expect(formatMessage(message)).toBe("a.md:3:7: No title [title-missing]\n  Add one.");
  });

  test("writes one line without a note, and only the position without a path", () => {
    expect(formatMessage(createMessage("title-missing", { reason: "No title", path: "a.md" }))).toBe(
      "a.md:1:1: No title [title-missing]",
    );
    expect(formatMessage(createMessage("title-missing", { reason: "No title", place }))).toBe(
      "3:7: No title [title-missing]",
    );
  });

  test("writes no position for a message about a whole run", () => {
    expect(formatMessage(createMessage("files-none", { reason: "No post was found" }))).toBe(
      "No post was found [files-none]",
    );
  });

  test("formats a clone without `toString` like the original", () => {
    const message = createMessage("title-missing", { reason: "No title", note: "Add one.", path: "a.md" });
    const clone = structuredClone(message);
    expect(String(clone)).toBe("[object Object]");
    expect(formatMessage(clone)).toBe(formatMessage(message));
  });

  test("formats messages of unified plugins, with and without a rule", () => {
    const file = new VFile({ path: "b.md" });
    expect(formatMessage(file.message("Odd", { line: 2, column: 5 }, "remark-lint:odd"))).toBe(
      "b.md:2:5: Odd [odd]",
    );
    expect(formatMessage(file.message("Odd"))).toBe("b.md:1:1: Odd");
  });

  test("removes control characters that would move the cursor, change colors or start a new line", () => {
    const reason = "Bad \u001b[2J\u009b31m title\nerror: a.md is\r fine";
    const message = createMessage("title-missing", { reason, note: "One\u0007\ntwo", path: "a\u001b.md" });
    expect(formatMessage(message)).toBe(
      "a\uFFFD.md:1:1: Bad \uFFFD[2J\uFFFD31m title\uFFFDerror: a.md is\uFFFD fine [title-missing]\n  One\uFFFD\uFFFDtwo",
    );
  });
});
