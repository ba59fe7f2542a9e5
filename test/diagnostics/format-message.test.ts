import { VFile } from "vfile";
import { describe, expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import { formatMessage } from "../../src/diagnostics/format-message.ts";

const place = { line: 3, column: 7, offset: 24 };

describe("formatMessage", () => {
  test("place, reason and rule on one line, and what to do on the next", () => {
    const message = createMessage("title-missing", {
      reason: "No title",
      note: "Add one.",
      path: "a.md",
      place,
    });
    expect(formatMessage(message)).toBe("a.md:3:7: No title [title-missing]\n  Add one.");
  });

  test("without a note it is one line; without a path it has only the place", () => {
    expect(formatMessage(createMessage("title-missing", { reason: "No title", path: "a.md" }))).toBe(
      "a.md:1:1: No title [title-missing]",
    );
    expect(formatMessage(createMessage("title-missing", { reason: "No title", place }))).toBe(
      "3:7: No title [title-missing]",
    );
  });

  test("a clone that has lost its `toString` is formatted like the original", () => {
    const message = createMessage("title-missing", { reason: "No title", note: "Add one.", path: "a.md" });
    const clone = structuredClone(message);
    expect(String(clone)).toBe("[object Object]");
    expect(formatMessage(clone)).toBe(formatMessage(message));
  });

  test("messages of unified plugins, with a rule and without", () => {
    const file = new VFile({ path: "b.md" });
    expect(formatMessage(file.message("Odd", { line: 2, column: 5 }, "remark-lint:odd"))).toBe(
      "b.md:2:5: Odd [odd]",
    );
    expect(formatMessage(file.message("Odd"))).toBe("b.md:1:1: Odd");
  });

  test("no text moves the cursor, changes colors of a terminal or starts a new line", () => {
    const reason = "Bad \u001b[2J\u009b31m title\nerror: a.md is\r fine";
    const message = createMessage("title-missing", { reason, note: "One\u0007\ntwo", path: "a\u001b.md" });
    expect(formatMessage(message)).toBe(
      "a\uFFFD.md:1:1: Bad \uFFFD[2J\uFFFD31m title\uFFFDerror: a.md is\uFFFD fine [title-missing]\n  One\uFFFD\uFFFDtwo",
    );
  });
});
