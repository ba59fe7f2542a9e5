/** A piece of HTML that goes into a page as it stands. */
class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const references = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Tag of template literals that make HTML. Whatever is filled in is escaped, for text and for quoted attributes
 * alike, except for what `html` or `raw` made. A list is written one item after the other; `undefined`, `null` and
 * `false` write nothing.
 */
export function html(strings, ...values) {
  return new Markup(strings.reduce((page, text, index) => page + write(values[index - 1]) + text));
}

/** Marks a string as HTML already. The library's `post.html` is: it was made safe when it was parsed. */
export function raw(text) {
  return new Markup(text);
}

function write(value) {
  if (Array.isArray(value)) return value.map(write).join("");
  if (value === undefined || value === null || value === false) return "";
  if (value instanceof Markup) return value.text;
  return String(value).replace(/[&<>"']/g, (character) => references[character]);
}

/** A title in which a number stays with its word, so that no line ends with "Part" and the next begins with "2". */
export function headline(title) {
  return title
    .split(/(\S*\p{L} \d\S*)/u)
    .map((piece, index) => (index % 2 === 1 ? html`<span class="together">${piece}</span>` : piece));
}
