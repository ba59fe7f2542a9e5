import { describe, expect, test } from "vitest";
import { formatDate } from "../../src/front-matter/format-date.ts";

const day = new Date("2024-05-01");

describe("formatDate", () => {
  test.each(["Pacific/Apia", "America/New_York", "UTC", "Pacific/Kiritimati"])(
    "does not shift a day in the time zone %s",
    (timeZone) => {
      expect(formatDate(day, { locale: "en", dateOnly: true, timeZone })).toBe("May 1, 2024");
    },
  );

  test("formats an instant in UTC or in the given time zone", () => {
    const instant = new Date("2024-05-01T02:30:00Z");
    expect(formatDate(instant, { locale: "en" })).toBe("May 1, 2024");
    expect(formatDate(instant, { locale: "en", timeZone: "America/New_York" })).toBe("April 30, 2024");
  });

  test("shows no time for a day without one", () => {
    const options = { locale: "en", dateOnly: true, dateStyle: "medium", timeStyle: "short" } as const;
    expect(formatDate(day, options)).toBe("May 1, 2024");
    expect(formatDate(day, { locale: "en", dateOnly: true, hour: "numeric" })).toBe("May 1, 2024");
  });

  test("accepts the options of Intl.DateTimeFormat", () => {
    expect(formatDate(day, { locale: "en-GB", year: "numeric", month: "2-digit", day: "2-digit" })).toBe(
      "01/05/2024",
    );
    expect(formatDate(day, { locale: "de", dateOnly: true })).toBe("1. Mai 2024");
  });

  test("throws for an invalid date", () => {
    expect(() => formatDate(new Date(Number.NaN), { locale: "en" })).toThrow(
      new RangeError("Expected a valid date, received an invalid one"),
    );
  });
});
