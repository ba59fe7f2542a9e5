import { describe, expect, test } from "vitest";
import { pageNumbers, paginate } from "../../../src/collection/order/paginate.ts";

describe("paginate", () => {
  test("numbers the pages from 1 and adds the numbers of the previous and next page", () => {
    expect(paginate([1, 2, 3, 4, 5], { pageSize: 2 })).toEqual([
      { items: [1, 2], page: 1, pageCount: 3, next: 2 },
      { items: [3, 4], page: 2, pageCount: 3, previous: 1, next: 3 },
      { items: [5], page: 3, pageCount: 3, previous: 2 },
    ]);
  });

  test("does not add an empty page after a full last page", () => {
    expect(paginate([1, 2], { pageSize: 2 })).toEqual([{ items: [1, 2], page: 1, pageCount: 1 }]);
  });

  test("returns one empty page for an empty list", () => {
    expect(paginate([], { pageSize: 9 })).toEqual([{ items: [], page: 1, pageCount: 1 }]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "2"])(
    "throws a RangeError for a page size of %j",
    (pageSize) => {
      expect(() => paginate([1], { pageSize: pageSize as number })).toThrow(RangeError);
      expect(() => paginate([1], { pageSize: pageSize as number })).toThrow(
        "Expected `pageSize` to be a whole number from 1, received ",
      );
    },
  );
});

describe("pageNumbers", () => {
  test.each([
    [1, 1, "1"],
    [1, 3, "1 2 3"],
    [1, 10, "1 2 gap 10"],
    [3, 10, "1 2 3 4 gap 10"],
    [4, 10, "1 2 3 4 5 gap 10"],
    [5, 10, "1 gap 4 5 6 gap 10"],
    [7, 10, "1 gap 6 7 8 9 10"],
    [10, 10, "1 gap 9 10"],
  ])("page %i of %i: %s", (page, count, expected) => {
    expect(pageNumbers(page, count).join(" ")).toBe(expected);
  });

  test("shows `around` numbers on each side of the current page", () => {
    expect(pageNumbers(10, 20, { around: 2 }).join(" ")).toBe("1 gap 8 9 10 11 12 gap 20");
    expect(pageNumbers(10, 20, { around: 0 }).join(" ")).toBe("1 gap 10 gap 20");
  });

  test("a gap never hides a single page", () => {
    for (let count = 1; count < 15; count++) {
      for (let page = 1; page <= count; page++) {
        const numbers = pageNumbers(page, count);
        for (const [index, number] of numbers.entries()) {
          if (number !== "gap") continue;
          const [before, after] = [numbers[index - 1] as number, numbers[index + 1] as number];
          expect(after - before).toBeGreaterThan(2);
        }
        expect(numbers).toContain(page);
      }
    }
  });

  test("throws a RangeError for a page that does not exist and for a negative `around`", () => {
    expect(() => pageNumbers(4, 3)).toThrow("Expected `page` to be a whole number from 1 to 3, received 4");
    expect(() => pageNumbers(1, 0)).toThrow(RangeError);
    expect(() => pageNumbers(1, 1, { around: -1 })).toThrow(RangeError);
  });
});
