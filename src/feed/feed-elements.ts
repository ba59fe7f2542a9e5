/** Attributes that any element may keep. */
export const commonAttributes: readonly string[] = ["dir", "lang", "title"];

/**
 * Elements that a reader shows, each with the attributes it may keep besides. Those with a URL come last in a tag, where
 * no text of another attribute can be mistaken for them. Whatever is not here is unwrapped.
 */
export const keptElements: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    a: ["hrefLang", "href"],
    abbr: [],
    address: [],
    article: [],
    aside: [],
    audio: ["controls", "loop", "src"],
    b: [],
    bdi: [],
    blockquote: ["cite"],
    br: [],
    caption: [],
    cite: [],
    code: [],
    col: ["span"],
    colgroup: ["span"],
    data: ["value"],
    dd: [],
    del: ["dateTime", "cite"],
    details: ["open"],
    dfn: [],
    div: [],
    dl: [],
    dt: [],
    em: [],
    figcaption: [],
    figure: [],
    footer: [],
    h1: [],
    h2: [],
    h3: [],
    h4: [],
    h5: [],
    h6: [],
    header: [],
    hr: [],
    i: [],
    img: ["alt", "width", "height", "sizes", "srcSet", "src"],
    ins: ["dateTime", "cite"],
    kbd: [],
    li: ["value"],
    mark: [],
    ol: ["start", "reversed", "type"],
    p: [],
    picture: [],
    pre: [],
    q: ["cite"],
    rp: [],
    rt: [],
    ruby: [],
    s: [],
    samp: [],
    section: [],
    small: [],
    source: ["type", "media", "sizes", "srcSet", "src"],
    span: [],
    strong: [],
    sub: [],
    summary: [],
    sup: [],
    table: [],
    tbody: [],
    td: ["colSpan", "rowSpan", "align"],
    tfoot: [],
    th: ["colSpan", "rowSpan", "align", "scope"],
    thead: [],
    time: ["dateTime"],
    tr: [],
    track: ["kind", "srcLang", "label", "src"],
    u: [],
    ul: [],
    var: [],
    video: ["controls", "loop", "muted", "width", "height", "poster", "src"],
    wbr: [],
  }),
);

/** Elements that a reader knows under another name. */
export const renamedElements: ReadonlyMap<string, string> = new Map([
  ["acronym", "abbr"],
  ["center", "section"],
  ["dialog", "section"],
  ["dir", "ul"],
  ["fieldset", "section"],
  ["hgroup", "header"],
  ["legend", "p"],
  ["main", "section"],
  ["menu", "ul"],
  ["nav", "section"],
  ["search", "section"],
  ["strike", "s"],
  ["tt", "code"],
]);

/** Elements that go with all that is in them. */
export const droppedElements: ReadonlySet<string> = new Set(
  (
    "applet area base basefont button canvas command datalist form frame frameset head input keygen link map meta " +
    "meter noembed noframes optgroup option output param plaintext progress script select slot style svg template " +
    "textarea title xmp"
  ).split(" "),
);

/** Elements that show another page or file, and become a link to it; the attribute that names it. */
export const embeddingElements: ReadonlyMap<string, string> = new Map([
  ["embed", "src"],
  ["iframe", "src"],
  ["object", "data"],
]);

/** Elements without an end tag. */
export const voidElements: ReadonlySet<string> = new Set([
  "br",
  "col",
  "hr",
  "img",
  "source",
  "track",
  "wbr",
]);

/** Elements whose start tag ends an open paragraph. */
export const paragraphEnders: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p " +
    "pre section summary table ul"
  ).split(" "),
);

/** Elements whose start tag does not end an open `li`, `dd` or `dt` outside of it, when one is between them. */
export const itemShields: ReadonlySet<string> = new Set(
  (
    "article aside blockquote caption details dl figcaption figure footer h1 h2 h3 h4 h5 h6 header ol pre section " +
    "summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

/** Elements that stand only in certain others. */
export const requiredParents: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["caption", new Set(["table"])],
  ["colgroup", new Set(["table"])],
  ["col", new Set(["colgroup"])],
  ["thead", new Set(["table"])],
  ["tbody", new Set(["table"])],
  ["tfoot", new Set(["table"])],
  ["tr", new Set(["thead", "tbody", "tfoot"])],
  ["td", new Set(["tr"])],
  ["th", new Set(["tr"])],
  ["rp", new Set(["ruby"])],
  ["rt", new Set(["ruby"])],
  ["source", new Set(["audio", "picture", "video"])],
  ["track", new Set(["audio", "video"])],
]);

/** Elements in which a table keeps no text. */
export const tableParts: ReadonlySet<string> = new Set([
  "colgroup",
  "table",
  "tbody",
  "tfoot",
  "thead",
  "tr",
]);

/** Attributes that hold a URL. */
export const urlAttributes: ReadonlySet<string> = new Set(["cite", "href", "poster", "src"]);
