// A bar chart as SVG text, readable on light and on dark pages.
import { base } from "./contestants.mjs";

const width = 760;
const left = 250;
const barHeight = 11;
const rowHeight = 36;

const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Cold and warm speed, a pair of bars a row; 1 is the base. */
export function drawChart(rows) {
  const largest = Math.max(...rows.flatMap(({ cold, warm = 0 }) => [cold, warm]));
  const scale = (width - left - 60) / largest;
  const height = rows.length * rowHeight + 56;
  const bars = rows.map(({ name, cold, warm }, index) => {
    const y = 40 + index * rowHeight;
    const bar = (value, top, kind) =>
      value === undefined
        ? ""
        : `<rect class="${kind}" x="${left}" y="${top}" width="${(value * scale).toFixed(1)}" height="${barHeight}" rx="2"/>` +
          `<text x="${(left + value * scale + 6).toFixed(1)}" y="${top + 9}">${value.toFixed(2)}</text>`;
    const weight = name.startsWith("galley") ? ' font-weight="600"' : "";
    return (
      `<text x="${left - 10}" y="${y + 15}" text-anchor="end"${weight}>${escapeText(name === base ? "@shikijs/rehype, lazy (= 1)" : name)}</text>` +
      `${bar(cold, y, "cold")}${bar(warm, y + barHeight + 2, "warm")}`
    );
  });
  const one = (left + scale).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Speed of builds in CPU time beside ${escapeText(base)}; longer is faster</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.cold { fill: #0969da; } .warm { fill: #bf8700; } .one { stroke: #8c959f; stroke-dasharray: 3 3; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .cold { fill: #4493f8; } .warm { fill: #d29922; } }
</style>
<rect class="cold" x="${left}" y="10" width="11" height="11" rx="2"/><text x="${left + 17}" y="20">cold build</text>
<rect class="warm" x="${left + 110}" y="10" width="11" height="11" rx="2"/><text x="${left + 127}" y="20">warm process</text>
<line class="one" x1="${one}" x2="${one}" y1="32" y2="${height - 12}"/>
${bars.filter(Boolean).join("\n")}
</svg>
`;
}
