/**
 * Finds the known name that a misspelled one most likely means. A name may be off by a third of the letters of the longer
 * one, but never by three or more; a name of one or two letters only by their case. Of equally close names, one with the
 * same first letter is preferred, then the first in `names`.
 */
export function closestName(name: string, names: Iterable<string>): string | undefined {
  if (name.length > 40) return undefined;
  let best: string | undefined;
  let bestDistance = 3;
  const lower = name.toLowerCase();
  for (const candidate of names) {
    if (candidate.toLowerCase() === lower) return candidate;
    if (name.length < 3 || Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance * 3 > Math.max(name.length, candidate.length)) continue;
    const isLikelier = best !== undefined && best[0] !== name[0] && candidate[0] === name[0];
    if (distance < bestDistance || (distance === bestDistance && isLikelier)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The Damerau-Levenshtein distance in its "optimal string alignment" form: insertions, deletions, replacements and swaps
 * of neighbors cost one each.
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
