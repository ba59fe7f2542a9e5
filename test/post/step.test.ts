import { expect, test } from "vitest";
import { type Course, run, runSync, type Step, take } from "../../src/post/step.ts";

function twice(value: number): Step<number> {
  return { later: async () => value * 2, now: () => value * 3 };
}

function* sum(): Course<number> {
  const a = yield* take(twice(1));
  const b = yield* take(twice(10));
  return a + b;
}

test("a course runs with waiting and without", async () => {
  expect(await run(sum())).toBe(22);
  expect(runSync(sum())).toBe(33);
});

function* careful(step: Step<number>): Course<string> {
  try {
    yield* take(step);
    return "went well";
  } catch (error) {
    return `caught ${(error as Error).message}`;
  }
}

test("what a step throws is thrown where it was taken", async () => {
  const fails: Step<number> = {
    later: () => Promise.reject(new Error("later")),
    now: () => {
      throw new Error("now");
    },
  };
  expect(await run(careful(fails))).toBe("caught later");
  expect(runSync(careful(fails))).toBe("caught now");
  expect(await run(careful(twice(1)))).toBe("went well");
});

test("what nobody catches comes out", async () => {
  const fails: Step<number> = {
    later: () => {
      throw new Error("later");
    },
    now: () => {
      throw new Error("now");
    },
  };
  await expect(run(take(fails))).rejects.toThrow("later");
  expect(() => runSync(take(fails))).toThrow("now");
});
