/** How to cut a list into pages. */
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
  /** Number of the page before, if there is one. */
  previous?: number;
  /** Number of the page after, if there is one. */
  next?: number;
}

/**
 * Cuts a list into pages. Every item is on exactly one page, in its order. A list without items has one empty page,
 * for an index has to exist before its first post does.
 *
 * @param items - what to cut; it is not changed
 * @param options - items on a page
 * @returns the pages, first to last
 * @throws RangeError when `pageSize` is no positive integer
 * @example
 * ```ts
 * import { paginate } from "galley/collection";
 *
 * const pages = paginate(["a", "b", "c"], { pageSize: 2 });
 * console.log(JSON.stringify(pages[1]));
 * // → {"items":["c"],"page":2,"pageCount":2,"previous":1}
 * ```
 */
export function paginate<T>(items: readonly T[], { pageSize }: PaginateOptions): Page<T>[] {
  if (!Number.isSafeInteger(pageSize) || pageSize < 1) {
    throw new RangeError(`Expected pageSize to be a positive integer, received ${String(pageSize)}`);
  }
  const pageCount = Math.max(1, Math.ceil(items.length / pageSize));
  return Array.from({ length: pageCount }, (_, index) => {
    const page: Page<T> = {
      items: items.slice(index * pageSize, (index + 1) * pageSize),
      page: index + 1,
      pageCount,
    };
    if (index > 0) page.previous = index;
    if (index + 1 < pageCount) page.next = index + 2;
    return page;
  });
}
