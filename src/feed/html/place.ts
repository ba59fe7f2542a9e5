import { lists, paragraphEnders, words } from "./elements.ts";
import { isHeading } from "./furniture.ts";

/** The position at which something is written. */
export interface Place {
  /** The nearest written element around it; `""` at the top. */
  tagName: string;
  outer?: Place | undefined;
  /** Elements around it, written or not. */
  depth: number;
  /** Text of the heading around it. */
  headingText?: string | undefined;
  /** Language that an element around it names for code. */
  language?: string | undefined;
  /** The id, if it is a footnote reference. */
  mark?: { id: unknown } | undefined;
}

/** Elements that contain only parts of a table. */
export const tableParts: RegExp = /^(?:table|thead|tbody|tfoot|tr|colgroup)$/;

/** Elements inside which a `li`, `dd` or `dt` does not close an outer one. */
const itemScopes: readonly string[] = words(
  "article aside blockquote caption details dl figcaption figure footer h1 h2 h3 h4 h5 h6 header ol pre section summary " +
    "table tbody td tfoot th thead tr ul",
);

/** Elements that are only allowed in certain others. */
const requiredParents: ReadonlyMap<string, readonly string[]> = new Map(
  lists(
    "caption:table colgroup:table col:colgroup thead:table tbody:table tfoot:table tr:thead,tbody,tfoot td:tr th:tr " +
      "rp:ruby rt:ruby source:audio,picture,video track:audio,video",
  ),
);

/** Whether an element can be opened here without a parser closing or moving others. */
export function fits(tagName: string, place: Place): boolean {
  if (tableParts.test(place.tagName) && !requiredParents.has(tagName)) return false;
  if (tagName === "a" && isInside(place, ["a"])) return false;
  if (tagName === "li" && isInside(place, ["li"], itemScopes)) return false;
  if ((tagName === "dd" || tagName === "dt") && isInside(place, ["dd", "dt"], itemScopes)) return false;
  if (isHeading(tagName) && isHeading(place.tagName)) return false;
  if (paragraphEnders.has(tagName) && isInside(place, ["p"], ["caption", "td", "th"])) return false;
  return requiredParents.get(tagName)?.includes(place.tagName) ?? true;
}

/** Whether one of the elements is open around a place, in the same scope. */
export function isInside(place: Place, tagNames: readonly string[], scopes: readonly string[] = []): boolean {
  for (let at: Place | undefined = place; at !== undefined; at = at.outer) {
    if (tagNames.includes(at.tagName)) return true;
    if (scopes.includes(at.tagName)) return false;
  }
  return false;
}
