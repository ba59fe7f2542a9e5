/**
 * Reads the bytes of Oniguruma where they are a file. The build for Node has `node/read-wasm.ts` in place of this file;
 * everywhere else Oniguruma is loaded as text in a module.
 */
export async function readWasm(): Promise<Uint8Array | undefined> {
  return undefined;
}
