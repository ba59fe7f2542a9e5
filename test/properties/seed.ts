import fc from "fast-check";

/**
 * The same samples in every run, so that failures are reproducible. `SEED=<number>` uses other samples, and
 * `SEED=random` random ones: what they find becomes an example test.
 */
const { SEED = "20261125" } = process.env;

if (SEED !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(SEED) });
