import fc from "fast-check";

/**
 * The same samples in every run, so that a failure is never a matter of luck. `SEED=<number>` looks elsewhere, and
 * `SEED=random` anywhere: what is found there becomes a test with a name.
 */
const { SEED = "20261125" } = process.env;

if (SEED !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(SEED) });
