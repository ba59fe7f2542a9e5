/** Which page numbers to show. */
export interface PageNumbersOptions {
  /**
   * Pages on either side of the current one.
   *
   * @default 1
   */
  around?: number;
}

/**
 * The numbers of a pager: the first and the last page, the current one and those around it, with `"gap"` where
 * numbers are left out. A gap never stands for a single page: that page is named instead.
 *
 * @param page - the current page, from 1
 * @param pageCount - how many pages there are
 * @param options - how many numbers around the current one
 * @returns numbers in order, and gaps
 * @throws RangeError when `page` is not between 1 and `pageCount`, or `around` is negative or no integer
 * @example
 * ```ts
 * import { pageNumbers } from "galley/collection";
 *
 * console.log(pageNumbers(6, 12).join(" "));
 * console.log(pageNumbers(3, 12).join(" "));
 * // → 1 gap 5 6 7 gap 12
 * // → 1 2 3 4 gap 12
 * ```
 */
export function pageNumbers(
  page: number,
  pageCount: number,
  { around = 1 }: PageNumbersOptions = {},
): (number | "gap")[] {
  if (!Number.isSafeInteger(pageCount) || pageCount < 1) {
    throw new RangeError(`Expected pageCount to be a positive integer, received ${String(pageCount)}`);
  }
  if (!Number.isSafeInteger(page) || page < 1 || page > pageCount) {
    throw new RangeError(`Expected page to be an integer from 1 to ${pageCount}, received ${String(page)}`);
  }
  if (!Number.isSafeInteger(around) || around < 0) {
    throw new RangeError(`Expected around to be zero or a positive integer, received ${String(around)}`);
  }
  let from = Math.max(1, page - around);
  let to = Math.min(pageCount, page + around);
  // A gap of one page is that page.
  if (from <= 3) from = 1;
  if (to >= pageCount - 2) to = pageCount;
  const numbers: (number | "gap")[] = [];
  if (from > 1) numbers.push(1, "gap");
  for (let number = from; number <= to; number++) numbers.push(number);
  if (to < pageCount) numbers.push("gap", pageCount);
  return numbers;
}
