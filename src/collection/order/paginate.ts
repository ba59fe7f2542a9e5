import { checkOptions, checkWholeNumber } from "../../core/check-options.ts";
import { checkList } from "../../core/post-fields.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";

/** How to split a list into pages. */
export interface PaginateOptions {
  /** Items on a page; a positive integer. */
  pageSize: number;
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** Number of this page, from 1. */
  page: number;
  pageCount: number;
  /** Number of the previous page, if there is one. */
  previous?: number;
  /** Number of the next page, if there is one. */
  next?: number;
}

/**
 * Splits a list into pages. An empty list becomes one empty page, because the index of a blog exists before its first
 * post.
 *
 * @param items - the items, in order; the list is not changed
 * @param options - the number of items on a page
 * @returns the pages, first to last
 * @throws TypeError when `items` is not an array
 * @throws RangeError when `pageSize` is not a positive integer
 * @example
 * ```ts
 * import { paginate } from "galley/collection";
 *
 * const pages = paginate(["a", "b", "c"], { pageSize: 2 });
 * console.log(JSON.stringify(pages[1]));
 * // → {"items":["c"],"page":2,"pageCount":2,"previous":1}
 * ```
 */
export function paginate<T>(items: readonly T[], options: PaginateOptions): Page<T>[] {
  checkList(items, "items", "an array");
  checkOptions(options, { pageSize: "any" });
  const { pageSize } = options;
  checkWholeNumber("pageSize", pageSize, { min: 1 });
  const pageCount = Math.max(1, Math.ceil(items.length / pageSize));
  return Array.from({ length: pageCount }, (_, index) =>
    withoutUndefined<Page<T>>({
      items: items.slice(index * pageSize, (index + 1) * pageSize),
      page: index + 1,
      pageCount,
      previous: index > 0 ? index : undefined,
      next: index + 1 < pageCount ? index + 2 : undefined,
    }),
  );
}

/** Options of `pageNumbers`. */
export interface PageNumbersOptions {
  /**
   * Pages on either side of the current one.
   *
   * @default 1
   */
  around?: number | undefined;
}

/**
 * The numbers of a pager: the first and the last page, the current page and the pages around it, with `"gap"` where
 * two or more numbers are left out.
 *
 * @param page - the current page, from 1
 * @param pageCount - how many pages there are
 * @param options - how many numbers to show around the current page
 * @returns numbers in ascending order, and gaps
 * @throws RangeError when `page` is not between 1 and `pageCount`, or `around` is not zero or a positive integer
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
  options: PageNumbersOptions = {},
): (number | "gap")[] {
  checkOptions(options, { around: "any" });
  const { around = 1 } = options;
  checkWholeNumber("pageCount", pageCount, { min: 1 });
  checkWholeNumber("page", page, { min: 1, max: pageCount });
  checkWholeNumber("around", around, { min: 0 });
  let from = Math.max(1, page - around);
  let to = Math.min(pageCount, page + around);
  // A gap that would hide only one page shows that page instead.
  if (from <= 3) from = 1;
  if (to >= pageCount - 2) to = pageCount;
  const numbers: (number | "gap")[] = [];
  if (from > 1) numbers.push(1, "gap");
  for (let number = from; number <= to; number++) numbers.push(number);
  if (to < pageCount) numbers.push("gap", pageCount);
  return numbers;
}
