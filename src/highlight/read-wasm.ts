/**
 * Reads the bytes of Oniguruma from a file. The build for Node uses `node/read-wasm.ts` instead of this file;
 * everywhere else Oniguruma is loaded as text in a module.
 */
export async function readWasm(): Promise<Uint8Array | undefined> {
  return undefined;
}
