function words(text: string): string[] {
  return text.split(" ");
}

/** Attributes that any element may keep. */
export const commonAttributes: readonly string[] = ["dir", "lang", "title"];

/**
 * Elements that a reader shows, each with the additional attributes it may keep. URLs come last in a tag, where the
 * text of another attribute cannot be mistaken for them. The contents of all other elements are kept without the
 * element.
 */
export const keptElements: ReadonlyMap<string, readonly string[]> = new Map([
  ...words(
    "abbr address article aside b bdi br caption cite code dd details dfn div dl dt em figcaption figure footer h1 h2 h3 " +
      "h4 h5 h6 header hr i kbd mark p picture pre rp rt ruby s samp section small span strong sub summary sup table " +
      "tbody tfoot thead tr u ul var wbr",
  ).map((name): [string, string[]] => [name, []]),
  ["a", ["hrefLang", "href"]],
  ["audio", ["loop", "src", "controls"]],
  ["blockquote", ["cite"]],
  ["col", ["span"]],
  ["colgroup", ["span"]],
  ["data", ["value"]],
  ["del", ["dateTime", "cite"]],
  ["details", ["open"]],
  ["img", ["alt", "width", "height", "sizes", "srcSet", "src"]],
  ["ins", ["dateTime", "cite"]],
  ["li", ["value"]],
  ["ol", ["start", "reversed", "type"]],
  ["q", ["cite"]],
  ["source", ["type", "media", "sizes", "srcSet", "src"]],
  ["td", ["colSpan", "rowSpan", "align"]],
  ["th", ["colSpan", "rowSpan", "align", "scope"]],
  ["time", ["dateTime"]],
  ["track", ["kind", "srcLang", "label", "src"]],
  ["video", ["loop", "muted", "width", "height", "poster", "src", "controls"]],
]);

/** Elements that a reader knows by another name. */
export const renamedElements: ReadonlyMap<string, string> = new Map([
  ["acronym", "abbr"],
  ["center", "section"],
  ["dialog", "section"],
  ["dir", "ul"],
  ["fieldset", "section"],
  ["form", "div"],
  ["hgroup", "header"],
  ["legend", "p"],
  ["listing", "pre"],
  ["main", "section"],
  ["menu", "ul"],
  ["nav", "section"],
  ["plaintext", "pre"],
  ["search", "section"],
  ["strike", "s"],
  ["textarea", "pre"],
  ["tt", "code"],
  ["xmp", "pre"],
]);

/** Elements that show nothing on a page; they are dropped with their contents. */
export const droppedElements: ReadonlySet<string> = new Set(
  words(
    "base basefont datalist frame head keygen link meta noembed noframes param script style template title",
  ),
);

/** Elements that show another page or file, and become a link to it; the attribute with its URL. */
export const embeddingElements: ReadonlyMap<string, string> = new Map([
  ["area", "href"],
  ["embed", "src"],
  ["iframe", "src"],
  ["object", "data"],
]);

/** Elements without an end tag. */
export const voidElements: ReadonlySet<string> = new Set(words("br col hr img source track wbr"));

/** Elements whose start tag ends an open paragraph. */
export const paragraphEnders: ReadonlySet<string> = new Set(
  words(
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p " +
      "pre section summary table ul",
  ),
);

/** Elements in which a `li`, `dd` or `dt` does not end one that is open outside of them. */
export const itemScopes: ReadonlySet<string> = new Set(
  words(
    "article aside blockquote caption details dl figcaption figure footer h1 h2 h3 h4 h5 h6 header ol pre section summary " +
      "table tbody td tfoot th thead tr ul",
  ),
);

/** Elements in which a start tag does not end a paragraph that is open outside of them. */
export const paragraphScopes: ReadonlySet<string> = new Set(["caption", "td", "th"]);

/** Elements that are only allowed in certain others. */
export const requiredParents: ReadonlyMap<string, readonly string[]> = new Map([
  ["caption", ["table"]],
  ["colgroup", ["table"]],
  ["col", ["colgroup"]],
  ["thead", ["table"]],
  ["tbody", ["table"]],
  ["tfoot", ["table"]],
  ["tr", ["thead", "tbody", "tfoot"]],
  ["td", ["tr"]],
  ["th", ["tr"]],
  ["rp", ["ruby"]],
  ["rt", ["ruby"]],
  ["source", ["audio", "picture", "video"]],
  ["track", ["audio", "video"]],
]);
