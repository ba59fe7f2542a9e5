import type { RegexEngine } from "shiki/core";
import { readWasm } from "./read-wasm.ts";
import { sharePatterns } from "./tokens/share-patterns.ts";

/** The regular expression engines. */
export type EngineName = "auto" | "oniguruma" | "javascript";

/** The smallest WebAssembly module: its header. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Some runtimes have WebAssembly but forbid compiling it: edge runtimes, pages with a strict policy. */
function mayCompile(): boolean {
  try {
    return new WebAssembly.Module(emptyModule) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** Chooses the engine for `"auto"`. */
export function resolveEngineName(name: EngineName): "oniguruma" | "javascript" {
  return name === "auto" ? (mayCompile() ? "oniguruma" : "javascript") : name;
}

/** Loads an engine by its name; an engine is returned unchanged. */
export async function loadEngine(engine: EngineName | RegexEngine): Promise<RegexEngine> {
  if (typeof engine !== "string") return engine;
  if (resolveEngineName(engine) === "oniguruma") {
    const { createOnigurumaEngine } = await import("shiki/engine/oniguruma");
    return sharePatterns(await createOnigurumaEngine((await readWasm()) ?? import("shiki/wasm")));
  }
  const { createJavaScriptRegexEngine } = await import("shiki/engine/javascript");
  // A pattern that cannot be translated matches nothing, instead of making the whole grammar fail.
  return createJavaScriptRegexEngine({ forgiving: true });
}
