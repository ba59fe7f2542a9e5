/** The first Chromium on the `PATH`. Whoever needs it and finds none skips, and says so. */
export declare const chromiumPath: string | undefined;
