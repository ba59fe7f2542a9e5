/** Every element that HTML has or once had. */
const names: ReadonlySet<string> = new Set(
  (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blockquote body br button canvas caption " +
    "center cite code col colgroup command comment data datagrid datalist dd del details dfn dialog dir div dl dt em embed " +
    "eventsource fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe " +
    "img input ins isindex kbd label legend li link listing m main map mark menu meta meter nav noframes noscript object ol " +
    "optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script search section select slot small " +
    "source span strike strong style sub summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul " +
    "var video wbr xmp"
  ).split(" "),
);

/** Whether HTML has, or once had, an element of that name, in any letter case. */
export function isHtmlName(name: string): boolean {
  return names.has(name.toLowerCase());
}
