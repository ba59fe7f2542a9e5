import type { RegexEngine } from "shiki/core";
import { type SharedEngine, sharePatterns } from "./share-patterns.ts";
import { loadJavaScriptEngine, loadOniguruma } from "./shiki.ts";

/** Which regular expressions search the code. */
export type EngineName = "auto" | "oniguruma" | "javascript";

/** The smallest WebAssembly module there is: its header. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Some runtimes have WebAssembly but forbid compiling: the edge, pages with a strict policy. */
function mayCompile(): boolean {
  try {
    return new WebAssembly.Module(emptyModule) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** Decides what `"auto"` stands for here. */
export function resolveEngineName(name: EngineName): "oniguruma" | "javascript" {
  return name === "auto" ? (mayCompile() ? "oniguruma" : "javascript") : name;
}

/**
 * Loads an engine.
 *
 * @param engine - a name that is no longer `"auto"`, or an engine, which is taken as it is
 */
export async function loadEngine(
  engine: "oniguruma" | "javascript" | RegexEngine,
): Promise<RegexEngine | SharedEngine> {
  if (engine === "oniguruma") return sharePatterns(await loadOniguruma());
  if (engine === "javascript") return loadJavaScriptEngine();
  return engine;
}
