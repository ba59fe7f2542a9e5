import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "./options.mjs";

/** Tells a folder that may be emptied from one that holds something dear to somebody. */
const marker = ".made-by-the-galley-demo";

/** Empties the output folder, if it is this program's, and gives functions that fill it. */
export async function createOutput(folder) {
  const names = await readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw new UsageError(`Expected \`--out\` to be a folder: ${error.message}`);
  });
  if (names.length > 0 && !names.includes(marker)) {
    throw new UsageError(
      `Expected \`--out\` to be empty or made by this program, received "${folder}"; nothing was written`,
    );
  }
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true })));
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, marker),
    "Everything in this folder is deleted and made anew by the next build.\n",
  );

  return {
    /** Writes a page: `/posts/queues/` becomes `posts/queues/index.html`. */
    async write(path, text) {
      const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
      await mkdir(dirname(file), { recursive: true });
      // A page that would overwrite another is a bug here: slugs are unique by now.
      await writeFile(file, text, { flag: "wx" });
    },
    /** Copies a file or a folder. */
    async copy(from, to) {
      await cp(from, join(folder, to), { recursive: true });
    },
  };
}
