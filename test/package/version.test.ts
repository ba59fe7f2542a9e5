import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { version } from "../../src/post/version.ts";
import { root } from "./source-files.ts";

test("the version in cache keys is the package's", () => {
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version).toBe(version);
});
