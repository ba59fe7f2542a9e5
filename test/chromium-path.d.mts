/** The first Chromium on the `PATH`. Callers that find none report that and skip. */
export declare const chromiumPath: string | undefined;
