/** The prefix of CSS variables. */
export const variablePrefix = "--shiki-";

/** Tints keep text readable on light and dark backgrounds; the bars show them where a theme is close to a tint. */
const tints: readonly (readonly [selector: string, tint: string, bar: string])[] = [
  [".shiki .highlighted", "56 139 253/.1", "#388bfd"],
  [
    ".shiki .highlighted.error,.shiki .diff.remove,.shiki .highlighted-word.deleted",
    "255 64 64/.08",
    "#e5534b",
  ],
  [".shiki .highlighted.warning", "255 192 0/.12", "#c69026"],
  [".shiki .diff.add,.shiki .highlighted-word.inserted", "0 192 96/.1", "#2da44e"],
];

const unselectable = "-webkit-user-select:none;user-select:none";

/** The width of line numbers: two digits fit without an attribute. */
const digits: readonly string[] = [3, 4, 5, 6, 7, 8, 9, 10].map(
  (count) => `.shiki[data-digits="${count}"]{--shiki-digits:${count}}`,
);

/** Rules for everything but colors. */
export const structure: readonly string[] = [
  "pre.shiki{margin:1em 0;padding:1em 0;overflow-x:auto;direction:ltr;text-align:start;tab-size:4}",
  "pre.shiki>code{display:block;width:max-content;min-width:100%;padding:0;background:none}",
  "code.shiki{padding:.1em .3em;border-radius:3px}",
  // Blank lines have a height, and backgrounds reach both edges.
  ".shiki .line{display:inline-block;box-sizing:border-box;position:relative;width:100%;min-height:1lh;padding:0 1em;vertical-align:top}",
  ...tints.map(
    ([selector, tint, bar]) =>
      `${selector}{background-color:rgb(${tint})}\n${selector
        .split(",")
        .filter((part) => !part.includes("word"))
        .join(",")}{box-shadow:inset 3px 0 ${bar}}`,
  ),
  ".shiki .highlighted-word{outline:1px solid;outline-offset:1px;border-radius:2px}",
  ".shiki .highlighted-word.deleted{text-decoration:line-through}",
  // Lines out of focus lose their colors, but keep their contrast.
  ".shiki.has-focused .line:not(.focused){filter:grayscale(1)}",
  ".shiki.has-focused:is(:hover,:focus) .line:not(.focused){filter:none}",
  ".shiki .focused{box-shadow:inset 3px 0 currentcolor}",
  ".shiki [data-line]{padding-left:calc(var(--shiki-digits,2)*1ch + 3em)}",
  `.shiki [data-line]::before{content:attr(data-line);content:attr(data-line)/"";position:absolute;left:1em;width:calc(var(--shiki-digits,2)*1ch);text-align:right;opacity:.6;${unselectable}}`,
  ...digits,
  `.shiki .diff::after{position:absolute;top:0;left:.3em;${unselectable}}`,
  '.shiki .diff.add::after{content:"+";content:"+"/""}',
  '.shiki .diff.remove::after{content:"-";content:"-"/""}',
  // Only generated content is hidden or floats: elements that do would add line feeds to what is copied.
  `.shiki-label::before{content:attr(data-label);position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;${unselectable}}`,
  `.shiki-note::before{content:attr(data-label);float:right;margin-left:1em;padding:0 .4em;border:1px solid;border-radius:3px;font-size:.85em;${unselectable}}`,
  ".shiki-collapse{display:inline-block;width:100%}",
  `.shiki-collapse>summary{display:inline;padding:0 1em;cursor:pointer;${unselectable}}`,
  '.shiki-collapse>summary::before{content:"▸ " attr(data-label)}',
  '.shiki-collapse[open]>summary::before{content:"▾ " attr(data-label)}',
  ".shiki-wrap>code{width:auto!important}",
  ".shiki-wrap .line{white-space:pre-wrap;overflow-wrap:anywhere}",
  ".shiki-figure{position:relative;margin:1em 0}",
  ".shiki-figure>pre.shiki{margin:0}",
  ".shiki-title{padding:.5em 1em;border-bottom:1px solid rgb(128 128 128/.4);font-family:monospace}",
  '.shiki-terminal>.shiki-title::before{content:"";display:inline-block;width:3em;height:.7em;margin-right:1em;background:radial-gradient(circle,currentcolor 45%,transparent 50%) 0/1em;opacity:.5}',
  ".shiki-copy{position:absolute;top:.4em;right:.5em;padding:.2em .6em;border:1px solid rgb(128 128 128/.5);border-radius:4px;background:inherit;color:inherit;font:inherit;font-size:.8em;cursor:pointer}",
  ".shiki-copy[hidden]{display:none}",
  "@media (hover:hover){.shiki-figure:not(:hover,:focus-within)>.shiki-copy{opacity:0}}",
  ".shiki-group{display:flex;flex-wrap:wrap;margin:1em 0}",
  ".shiki-group>:not(.shiki-tab){order:1;box-sizing:border-box;width:100%;margin:0}",
  ".shiki-tab{appearance:none;margin:0;padding:.4em 1em;border-bottom:2px solid transparent;font:inherit;cursor:pointer}",
  ".shiki-tab::before{content:attr(aria-label)}",
  ".shiki-tab:checked{border-color:currentcolor}",
  ".shiki-tab:not(:checked)+*{display:none}",
  `@media (forced-colors:active){
pre.shiki,.shiki-figure{border:1px solid}
.shiki-figure>pre.shiki{border:0}
.shiki .highlighted,.shiki .diff,.shiki .focused{outline:1px solid Highlight;outline-offset:-1px}
.shiki.has-focused .line:not(.focused){filter:none}
}`,
  `@media print{
pre.shiki{overflow:visible}
pre.shiki>code{width:auto}
.shiki .line{white-space:pre-wrap;overflow-wrap:anywhere;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.shiki.has-focused .line:not(.focused){filter:none}
.shiki-copy{display:none}
.shiki-collapse::details-content{content-visibility:visible}
}`,
];
