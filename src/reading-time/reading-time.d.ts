// Our own declaration: the one that `reading-time` ships imports `stream`, and describes its main entry only.
declare module "reading-time/lib/reading-time.js" {
  interface ReadTimeResults {
    text: string;
    minutes: number;
    time: number;
    words: number;
  }
  const readingTime: (
    text: string,
    options?: { wordsPerMinute?: number; wordBound?: (char: string) => boolean },
  ) => ReadTimeResults;
  export = readingTime;
}
