// Sections of docs/benchmarks.md that are written by a command each, in a run of its own.
const heading = (title) => `\n## ${title}\n\n`;

/** The text of a section of a page that is there already. */
export function sectionOf(page, title) {
  return page.split(heading(title))[1]?.split("\n## ")[0].trim();
}

/** The page with that text in that section, which the page has. */
export function withSection(page, title, text) {
  const [before, rest] = page.split(heading(title));
  if (rest === undefined) throw new Error(`The page has no section ${title}`);
  const next = rest.indexOf("\n## ");
  return `${before}${heading(title)}${text}\n${next === -1 ? "" : rest.slice(next)}`;
}
