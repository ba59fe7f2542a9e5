// The parts of vitest that the tests use, without its runner: tests are collected in a list, to be run repeatedly.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
  {
    unreachable: (message) => {
      throw new Error(message);
    },
  },
);
globalThis[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, currentTestName: "" }, expect);

/** @type {{ name: string, run: () => Promise<void> }[]} */
export const tests = [];
let scope = { prefix: "", prepare: [], before: [], after: [] };
let finished = [];

const bodyOf = (first, second) => (typeof first === "function" ? first : second);

export function test(name, first, second) {
  const body = bodyOf(first, second);
  const { prefix, prepare, before, after } = scope;
  const run = async () => {
    for (const hook of prepare) await hook();
    finished = [];
    try {
      for (const hook of before) await hook();
      await body({});
    } finally {
      for (const hook of [...after, ...finished]) await hook();
      for (const restore of spies.splice(0)) restore();
    }
  };
  tests.push({ name: prefix + name, run });
}

export function describe(name, first, second) {
  const outer = scope;
  const { prepare, before, after } = outer;
  scope = {
    prefix: `${outer.prefix}${name} > `,
    prepare: [...prepare],
    before: [...before],
    after: [...after],
  };
  bodyOf(first, second)();
  scope = outer;
}

/** Once, before the first test of its scope. Its results are kept, because there is no last test. */
export function beforeAll(hook) {
  let done;
  scope.prepare.push(() => (done ??= hook()) ?? (done = true));
}
export const afterAll = () => {};
export const beforeEach = (hook) => void scope.before.push(hook);
export const afterEach = (hook) => void scope.after.push(hook);
export const onTestFinished = (hook) => void finished.push(hook);

const eachOf = (base) => (table) => (name, first, second) => {
  const body = bodyOf(first, second);
  // As in vitest, rows are spread only when all of them are arrays.
  const isSpread = table.every(Array.isArray);
  for (const [index, row] of table.entries()) {
    base(`${name} #${index}`, () => (isSpread ? body(...row) : body(row)));
  }
};

const skipIf = (base) => (skipped) => (skipped ? Object.assign(() => {}, { each: () => () => {} }) : base);

Object.assign(test, { each: eachOf(test), skipIf: skipIf(test), runIf: (run) => skipIf(test)(!run) });
Object.assign(describe, { each: eachOf(describe), skipIf: skipIf(describe) });

const spies = [];

function fn(implementation) {
  const calls = [];
  const mock = Object.assign(
    function (...values) {
      calls.push(values);
      return implementation?.apply(this, values);
    },
    {
      _isMockFunction: true,
      mock: { calls },
      getMockName: () => "spy",
      mockRejectedValue: (error) => {
        implementation = () => Promise.reject(error);
        return mock;
      },
    },
  );
  return mock;
}

export const vi = {
  fn,
  setConfig: () => {},
  spyOn(owner, key) {
    const original = owner[key];
    const restore = () => {
      owner[key] = original;
    };
    spies.push(restore);
    owner[key] = Object.assign(fn(original), { mockRestore: restore });
    return owner[key];
  },
};
