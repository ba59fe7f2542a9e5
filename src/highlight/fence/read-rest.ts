import { splitFenceMeta } from "./split-fence-meta.ts";

/** Meta text that is not understood. */
export interface RestOfMeta {
  /** Names with their values; `true` for a name alone. */
  readonly named: Record<string, string | true>;
  /** What has no name, as it was written. */
  readonly unnamed: string;
}

/**
 * Names that must not become `data-…` as they are: this library's own attributes, and those that libraries on the page
 * take as instructions. Those of several words (`data-hx-get`) are never used as they are.
 */
const reserved: ReadonlySet<string> = new Set(
  (
    "language line label copied digits meta action behavior confirm controller dismiss method module reflex remote " +
    "src target toggle trigger turbo url"
  ).split(" "),
);

/** Reads the text that {@linkcode parseFenceMeta} does not understand as names and values. */
export function readRest(rest: string): RestOfMeta {
  const entries: [string, string | true][] = [];
  const unnamed: string[] = [];
  for (const piece of rest === "" ? [] : splitFenceMeta(rest, false)) {
    const [, name, value] = /^([A-Za-z_][\w-]*)(?:=([\s\S]+))?$/.exec(piece) ?? [];
    const isList = /^[A-Za-z_][\w-]*(?:,[A-Za-z_][\w-]*)+$/.test(piece);
    if (name !== undefined) entries.push([name, value === undefined ? true : unquote(value)]);
    else if (isList) entries.push(...piece.split(",").map((part): [string, true] => [part, true]));
    else unnamed.push(piece);
  }
  return { named: Object.fromEntries(entries), unnamed: unnamed.join(" ") };
}

function unquote(value: string): string {
  return /^(["'`]).*\1$/s.test(value) || /^\{.*\}$/s.test(value) ? value.slice(1, -1) : value;
}

/** The `data-…` attributes for meta text that is not understood. */
export function toDataAttributes(named: RestOfMeta["named"], unnamed: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(named)) {
    const kebab = name
      .replace(/([a-z])(?=[A-Z])/g, "$1-")
      .replaceAll("_", "-")
      .toLowerCase();
    const isFree = /^[a-z][a-z0-9]*$/.test(kebab) && !reserved.has(kebab);
    attributes[isFree ? `data-${kebab}` : `data-meta-${kebab.replace(/^-+/, "")}`] =
      value === true ? "" : value;
  }
  if (unnamed !== "") attributes["data-meta"] = unnamed;
  return attributes;
}
