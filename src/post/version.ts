/** The version of the package: part of every cache key, so that a new version never returns an old result. */
export const version: string = "0.1.0";
