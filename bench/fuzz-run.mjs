// Shared by the fuzzers: their arguments, and the report of a minimal failing input.
import fc from "fast-check";

/**
 * Runs one property: --seed N (by default a random one, which is printed) and --count N (1,000). When the property
 * does not hold, prints the smallest failing input that was found and exits with code 1.
 *
 * @param judge - the problem of an input or a promise of it; undefined if there is none
 */
export async function fuzz(name, input, judge) {
  const number = (flag, otherwise) => {
    const index = process.argv.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
    if (index < 0) return otherwise;
    return Number(process.argv[index].split("=")[1] ?? process.argv[index + 1]);
  };
  const seed = number("--seed", Math.floor(Math.random() * 2 ** 31));
  const count = number("--count", 1000);
  const start = performance.now();
  let fault;
  const property = fc.asyncProperty(input, async (text) => {
    const found = await judge(text);
    if (!found) return;
    fault = found;
    throw new Error("fault");
  });
  const result = await fc.check(property, { seed, numRuns: count });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${result.numRuns} inputs in ${seconds} s, --seed ${seed} --count ${count}`);
  if (!result.failed) return;
  process.exitCode = 1;
  const [smallest] = result.counterexample ?? [];
  console.log(
    `after ${result.numShrinks} steps, the smallest failing input is\n\n${JSON.stringify(smallest)}\n`,
  );
  console.log(smallest);
  console.log(`\n${fault ?? result.errorInstance?.stack}`);
}
