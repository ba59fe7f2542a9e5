/** What the loader stores of a post. */
export interface AstroEntry {
  id: string;
  data: Record<string, unknown>;
  digest?: string;
  filePath?: string;
  rendered?: { html: string; metadata: Record<string, unknown> };
}

/** What the loader uses of Astro's `LoaderContext`, which fits. */
export interface AstroLoaderContext {
  store: {
    get(id: string): { digest?: number | string } | undefined;
    set(entry: AstroEntry): unknown;
    delete(id: string): void;
    keys(): string[];
  };
  logger: { warn(text: string): void; error(text: string): void };
  config: { root: URL; cacheDir: URL };
  parseData<Fields extends Record<string, unknown>>(entry: { id: string; data: Fields }): Promise<Fields>;
  generateDigest(data: Record<string, unknown>): string;
  /** In `astro dev` only. */
  watcher?: {
    add(path: string): unknown;
    on(event: "all", listener: (event: string, file: string) => void): unknown;
  };
}

/** A content loader, as Astro's type `Loader`. */
export interface AstroLoader {
  name: string;
  /** Fills the collection. */
  load(context: AstroLoaderContext): Promise<void>;
}
