import { describe, expect, test } from "vitest";
import { parseDate, readDate } from "../../src/front-matter/parse-date.ts";

describe("a day without a time is midnight in UTC", () => {
  test.each([
    ["2024-05-01"],
    ["2024/05/01"],
    ["2024.5.1"],
    ["2024-5-1"],
    ["20240501"],
    ["  2024-05-01  "],
    ["２０２４-０５-０１"],
    ["May 1, 2024"],
    ["may 1st 2024"],
    ["Sept. 1, 2024", "2024-09-01"],
    ["1 May 2024"],
    ["1st of May, 2024"],
    ["1. May 2024"],
    ["01-May-2024"],
    ["Wed, 1 May 2024"],
    ["Wednesday, May 1, 2024"],
    ["01.05.2024"],
    ["13/05/2024", "2024-05-13"],
    ["05/13/2024", "2024-05-13"],
    ["01-05-2024"],
    ["2024年5月1日"],
    ["2024년 5월 1일"],
    ["2024. 5. 1."],
    ["2024-02-29", "2024-02-29"],
    ["2000-02-29", "2000-02-29"],
    ["0099-01-01", "0099-01-01"],
  ])("%j", (text, day = "2024-05-01") => {
    expect(parseDate(text)).toEqual({ date: new Date(`${day}T00:00:00Z`), dateOnly: true });
  });
});

describe("a date with a time", () => {
  test.each([
    ["2024-05-01T10:20:30Z", "2024-05-01T10:20:30.000Z"],
    ["2024-05-01t10:20:30z", "2024-05-01T10:20:30.000Z"],
    ["2024-05-01 10:20:30", "2024-05-01T10:20:30.000Z"],
    ["2024-05-01T10:20", "2024-05-01T10:20:00.000Z"],
    ["2024-05-01T1:44", "2024-05-01T01:44:00.000Z"],
    ["2024-05-01 10:20:30.5", "2024-05-01T10:20:30.500Z"],
    ["2024-05-01T10:20:30.123456789Z", "2024-05-01T10:20:30.123Z"],
    ["2024-05-01 22:00:00 -0500", "2024-05-02T03:00:00.000Z"],
    ["2024-05-01 22:00:00 -05:00", "2024-05-02T03:00:00.000Z"],
    ["2024-05-01 22:00:00 -5", "2024-05-02T03:00:00.000Z"],
    ["2024-05-01 00:30:00+0530", "2024-04-30T19:00:00.000Z"],
    ["2024-05-01 10:00 UTC", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01 10:00 UTC+2", "2024-05-01T08:00:00.000Z"],
    ["2024-05-01 10:00:00 EST", "2024-05-01T15:00:00.000Z"],
    ["2024-05-01 10:00:00 +0200 CEST", "2024-05-01T08:00:00.000Z"],
    ["Wed, 01 May 2024 10:00:00 GMT", "2024-05-01T10:00:00.000Z"],
    ["Wed May 01 2024 10:00:00 GMT+0200 (Central European Summer Time)", "2024-05-01T08:00:00.000Z"],
    ["Wed May  1 10:00:00 UTC 2024", "2024-05-01T10:00:00.000Z"],
    ["May 1, 2024 at 3:05 PM", "2024-05-01T15:05:00.000Z"],
    ["May 1, 2024 12:05am", "2024-05-01T00:05:00.000Z"],
    ["2024-05-01T24:00:00Z", "2024-05-02T00:00:00.000Z"],
    ["20240501T102030Z", "2024-05-01T10:20:30.000Z"],
    ["1714557600", "2024-05-01T10:00:00.000Z"],
    ["1714557600000", "2024-05-01T10:00:00.000Z"],
  ])("%j", (text, instant) => {
    expect(parseDate(text)?.date.toISOString()).toBe(instant);
    expect(parseDate(text)?.dateOnly).toBe(false);
  });

  test("keeps the written day in addition to the instant", () => {
    expect(readDate("2024-05-01 22:00:00 -0500")).toMatchObject({ day: "2024-05-01" });
  });
});

test.each([
  ["2025-02-30", "the month 2025-02 has 28 days"],
  ["2023-02-29", "the month 2023-02 has 28 days"],
  ["1900-02-29", "the month 1900-02 has 28 days"],
  ["2025-04-31", "the month 2025-04 has 30 days"],
  ["2025-13-01", "there is no month 13"],
  ["2025-00-10", "there is no month 0"],
  ["2025-01-00", "the month 2025-01 has 31 days"],
  ["Feb 30, 2025", "the month 2025-02 has 28 days"],
  ["2025-01-01T25:00", "there is no time `25:00`"],
  ["2025-01-01 10:61", "there is no time `10:61`"],
  ["2025-01-01 13:00 pm", "there is no hour 13 on a 12-hour clock"],
  ["2025-01-01 10:00 +99:00", "there is no time zone `+99:00`"],
  ["2025-01-01 soon", "`soon` after the day is not a time"],
  ["soon", "the form is not known"],
  ["12345", "the form is not known"],
  ["30 Febrero 2024", "the form is not known"],
  ["12 Foo 2024", "the form is not known"],
  ["", "the form is not known"],
  ["2024-05-01-queues", "`-queues` after the day is not a time"],
  ["1".repeat(5000), "the form is not known"],
])("%j is not a date", (text, problem) => {
  expect(readDate(text)).toEqual({ problem });
  expect(parseDate(text)).toBeUndefined();
});

test.each([
  ["12 März 2024", "2024-03-12"],
  ["12. MÄRZ 2024", "2024-03-12"],
  ["le 3 février 2024 à 10:00", "2024-02-03"],
  ["12 de marzo de 2024", "2024-03-12"],
  ["1 dez. 2024", "2024-12-01"],
  ["5 марта 2024 г.", "2024-03-05"],
  ["maart 7, 2024", "2024-03-07"],
])("%j is not read, because its month is not in English, but %s was meant", (text, meant) => {
  expect(readDate(text)).toEqual({ problem: "the names of months are read in English only", meant });
  expect(parseDate(text)).toBeUndefined();
});

test.each([
  ["05/06/2024", "2024-05-06", "`05/06/2024` is read as month/day/year, as JavaScript does"],
  ["2024-05", "2024-05-01", "`2024-05` has no day; it is read as the first day"],
  ["2024", "2024-01-01", "`2024` has no day; it is read as the first day"],
  [
    "2024-05-01 10:00 Mars/Base",
    "2024-05-01",
    "the time zone `Mars/Base` is not known; the time is read as UTC",
  ],
  ["Mon, 14 Mar 2023 10:00:00 GMT", "2023-03-14", "2023-03-14 is a Tuesday"],
  ["sunday, May 1, 2024", "2024-05-01", "2024-05-01 is a Wednesday"],
  ["2024-05-01 10:00:00 2024 -0800", "2024-05-01", "the year is written a second time after the time"],
])("%j is reported as doubtful", (text, day, doubt) => {
  expect(readDate(text)).toMatchObject({ day, doubt });
});

test.each(["Tue, 14 Mar 2023", "tues. March 14, 2023", "Thursday, 2024-02-29 23:00 -0800"])(
  "%s is not doubtful",
  (text) => {
    expect(readDate(text)).not.toHaveProperty("doubt");
  },
);

test("06/06/2024 is not doubtful", () => {
  expect(readDate("06/06/2024")).not.toHaveProperty("doubt");
});

describe("limits of dates and times", () => {
  test.each([
    ["2024-12-31 23:59:59.999", "2024-12-31T23:59:59.999Z"],
    ["2024-01-01 00:00", "2024-01-01T00:00:00.000Z"],
    ["2024-01-01 1:00 am", "2024-01-01T01:00:00.000Z"],
    ["2024-01-01 12:00 p.m.", "2024-01-01T12:00:00.000Z"],
    ["2024-01-01 00:00 +14:00", "2023-12-31T10:00:00.000Z"],
    ["2024-01-01 00:00 -14", "2024-01-01T14:00:00.000Z"],
    ["2024-01-01 00:00 +05:59", "2023-12-31T18:01:00.000Z"],
    ["2024-01-01 00:00 \u22125:30", "2024-01-01T05:30:00.000Z"],
    ["0000000000", "1970-01-01T00:00:00.000Z"],
  ])("%j is %s", (text, instant) => {
    expect(readDate(text)).toMatchObject({ date: new Date(instant), dateOnly: false });
  });

  test.each([
    ["2024-01-01 0:30 am", "there is no hour 0 on a 12-hour clock"],
    ["2024-01-01 24:00:00.001", "there is no time `24:00:00.001`"],
    ["2024-01-01 24:00:01", "there is no time `24:00:01`"],
    ["2024-01-01 24:01", "there is no time `24:01`"],
    ["2024-01-01 10:00:60", "there is no time `10:00:60`"],
    ["2024-01-01 10:60", "there is no time `10:60`"],
    ["2024-01-01 10:00 +14:01", "there is no time zone `+14:01`"],
    ["2024-01-01 10:00 +05:60", "there is no time zone `+05:60`"],
    ["2024-01-01 10:00 5 UTC", "`5 UTC` after the time is not a time zone"],
    ["2024-12-32", "the month 2024-12 has 31 days"],
    ["123456789", "the form is not known"],
    ["12345678901", "the form is not known"],
  ])("%j is not a date: %s", (text, problem) => {
    expect(readDate(text)).toEqual({ problem });
  });

  test.each([
    ["12/12/2024", "2024-12-12", undefined],
    ["12/13/2024", "2024-12-13", undefined],
    ["13/12/2024", "2024-12-13", undefined],
    ["12/11/2024", "2024-12-11", "`12/11/2024` is read as month/day/year, as JavaScript does"],
    ["12-11-2024", "2024-11-12", undefined],
    ["12-13-2024", "2024-12-13", undefined],
    ["12.11.2024", "2024-11-12", undefined],
    ["2024-12", "2024-12-01", "`2024-12` has no day; it is read as the first day"],
    ["2024-01-01 10:00 2024 EST", "2024-01-01", "the year is written a second time after the time"],
    ["2024-01-01 10:00 2024", "2024-01-01", "the year is written a second time after the time"],
  ])("%j is the day %s, with the doubt: %s", (text, day, doubt) => {
    const found = readDate(text);
    expect(found).toMatchObject({ day });
    expect("doubt" in found ? found.doubt : undefined).toBe(doubt);
  });
});
