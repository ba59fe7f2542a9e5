/**
 * The URLs of a `srcset`, read as the HTML standard reads it: a URL ends at white space, so that a comma may stand
 * inside it.
 *
 * @param srcSet - the value of the attribute
 */
export function srcSetUrls(srcSet: string): string[] {
  const urls: string[] = [];
  const candidate = /[\s,]*([^\s]+)/y;
  for (let at = 0; at < srcSet.length; ) {
    candidate.lastIndex = at;
    const url = candidate.exec(srcSet)?.[1];
    if (url === undefined) break;
    at = candidate.lastIndex;
    const bare = url.replace(/,+$/, "");
    urls.push(bare);
    if (bare !== url) continue;
    // Past the descriptor; a comma within brackets does not end it.
    for (let depth = 0; at < srcSet.length; at++) {
      const sign = srcSet[at];
      if (sign === "(") depth += 1;
      else if (sign === ")") depth -= 1;
      else if (sign === "," && depth <= 0) break;
    }
  }
  return urls;
}
