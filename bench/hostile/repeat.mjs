/** `part` repeated to about `size` characters. */
export function times(part, size) {
  return part.repeat(Math.max(1, Math.floor(size / part.length)));
}

/** `part(1)`, `part(2)` … until there are `size` characters. */
export function counted(size, part) {
  const parts = [];
  for (let index = 1, length = 0; length < size; index++) {
    const next = part(index);
    parts.push(next);
    length += next.length;
  }
  return parts.join("");
}
