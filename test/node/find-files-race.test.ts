import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { findFiles } from "../../src/node/find-files.ts";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const stat = async (path: string) => {
    const stats = await real.stat(path);
    await real.rm(path, { recursive: true });
    return stats;
  };
  return { ...real, stat };
});

test("a folder that is removed while it is read has no posts", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "galley-race-"));
  const folder = await mkdtemp(join(cwd, "posts-"));
  const { files, messages } = await findFiles(folder, cwd);
  expect(files).toEqual([]);
  expect(messages).toMatchObject([{ ruleId: "files-none" }]);
  await rm(cwd, { recursive: true });
});
