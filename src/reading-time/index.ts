export type { ReadingTimePhrases } from "./describe-minutes.ts";
export { estimateReadingTime, type ReadingTime, type ReadingTimeOptions } from "./estimate-reading-time.ts";
