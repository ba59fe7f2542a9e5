/**
 * Something that may have to wait: how to do it with waiting, and how without. `now` throws where waiting cannot be
 * avoided.
 */
export interface Step<T> {
  later(): T | Promise<T>;
  now(): T;
}

/** A course of steps that is written once and runs with or without waiting. */
export type Course<T> = Generator<Step<unknown>, T, unknown>;

/** Takes one step inside a course: `const tree = yield* take({ … })`. */
export function* take<T>(step: Step<T>): Course<T> {
  return (yield step) as T;
}

/** Runs a course to its end, waiting where it must. */
export async function run<T>(course: Course<T>): Promise<T> {
  let next = course.next();
  while (!next.done) {
    let value: unknown;
    try {
      value = await next.value.later();
    } catch (error) {
      next = course.throw(error);
      continue;
    }
    next = course.next(value);
  }
  return next.value;
}

/** Runs a course to its end at once. */
export function runSync<T>(course: Course<T>): T {
  let next = course.next();
  while (!next.done) {
    let value: unknown;
    try {
      value = next.value.now();
    } catch (error) {
      next = course.throw(error);
      continue;
    }
    next = course.next(value);
  }
  return next.value;
}
