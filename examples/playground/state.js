// The state of the page in its address, compressed, so that a link shows what its sender saw.

const toBytes = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());
const pipe = (bytes, transform) => toBytes(new Blob([bytes]).stream().pipeThrough(transform));

export async function writeState(state) {
  const bytes = await pipe(
    new TextEncoder().encode(JSON.stringify(state)),
    new CompressionStream("deflate-raw"),
  );
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const hash = `#${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  history.replaceState(null, "", hash);
}

/** What the address says; nothing when it is not one that `writeState` wrote. */
export async function readState() {
  if (location.hash.length < 2) return {};
  try {
    const text = atob(location.hash.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const state = JSON.parse(
      new TextDecoder().decode(await pipe(bytes, new DecompressionStream("deflate-raw"))),
    );
    return typeof state === "object" && state !== null ? state : {};
  } catch {
    // A link that was cut off: the page begins with its first sample.
    return {};
  }
}
