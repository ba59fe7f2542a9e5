// What tests of the four rooms use of vitest, without its runner: tests are put on a list, to be run again and again.
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
);
globalThis[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, currentTestName: "" }, expect);

/** @type {{ name: string, run: () => unknown }[]} */
export const tests = [];
let prefix = "";

const bodyOf = (first, second) => (typeof first === "function" ? first : second);

export function test(name, first, second) {
  const body = bodyOf(first, second);
  tests.push({ name: prefix + name, run: () => body({}) });
}

export function describe(name, first, second) {
  const outer = prefix;
  prefix += `${name} > `;
  bodyOf(first, second)();
  prefix = outer;
}

const eachOf = (base) => (table) => (name, first, second) => {
  const body = bodyOf(first, second);
  for (const [index, row] of table.entries()) {
    base(`${name} #${index}`, () => (Array.isArray(row) ? body(...row) : body(row)));
  }
};

const skipIf = (base) => (skipped) => (skipped ? Object.assign(() => {}, { each: () => () => {} }) : base);

Object.assign(test, { each: eachOf(test), skipIf: skipIf(test) });
Object.assign(describe, { each: eachOf(describe), skipIf: skipIf(describe) });
