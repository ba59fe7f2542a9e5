/**
 * Works on a window of items at once and hands the results out in the items' order.
 *
 * @param signal - when it aborts, the next result is a rejection with its reason, without waiting for work under way
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
  signal: AbortSignal | undefined,
): AsyncGenerator<R> {
  const window: Promise<R>[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    const result = untilAborted(work(item), signal);
    // A rejection must not count as unhandled while an earlier item is still awaited.
    result.catch(() => undefined);
    window.push(result);
    if (window.length >= width) yield await (window.shift() as Promise<R>);
  }
  for (const result of window) yield await result;
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
