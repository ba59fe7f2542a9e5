// Random YAML front matter with galley, js-yaml and yaml: npm run fuzz:front-matter -- --seed N --count N
//
// What one of the others can read, galley must read with the same data as one of them; what both reject must be
// rejected or read with a message. Only a ContentError may be thrown.
import fc from "fast-check";
import jsYaml from "js-yaml";
import { parseDocument } from "yaml";
import { parseFrontMatter } from "../dist/front-matter/index.js";
import { ContentError } from "../dist/index.js";
import { fuzz } from "./fuzz-run.mjs";

const key = fc.constantFrom("a", "b", "title", "x-y", '"q"', "'s'", "k 1", "1", "é");
const scalar = fc.constantFrom(
  ...'a|b c|"d"|\'e\'|"f: g"|1|-2.5|0x1f|0o17|1e3|.5|true|no|null|~||2024-05-01|"2024"|[1, 2]|[a, [b]]|{c: d}|{}|[]|- x|"a\\nb"|\'it\'\'s\'|a # note|"#"|a#b|http://x.y/?z#w|@x|`x`|%x|*|&a x|!x y|12:30|a: b|: a|? a|"unclosed|\'unclosed|[unclosed|{unclosed|é|🎈|a\\b|"\\u00e9"|+1|1_000|>|\\||>-|\\|-'
    .split(/(?<!\\)\|/)
    .map((value) => value.replaceAll("\\|", "|")),
);
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(key, fc.constantFrom(": ", ": ", ":  ", ":", " : "), scalar)
      .map((parts) => parts.join("")),
  },
  { weight: 2, arbitrary: scalar.map((value) => `- ${value}`) },
  { weight: 1, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom("", "# note", "  ", "\t") },
);
const text = fc
  .array(fc.tuple(fc.constantFrom("", "", "", "  ", "    ", " "), line), { minLength: 1, maxLength: 6 })
  .map((lines) => ["first: 0", ...lines.map((parts) => parts.join(""))].join("\n"))
  // A fence ends the front matter.
  .filter((yaml) => !/^(?:---|\.\.\.)/m.test(yaml));

/** Data in a comparable form: dates as their text, keys in order. */
function plain(value) {
  return JSON.stringify(value, (_, item) => {
    if (typeof item === "number" && !Number.isFinite(item)) return String(item);
    if (typeof item === "bigint") return Number(item);
    if (item && typeof item === "object" && !Array.isArray(item))
      return Object.fromEntries(Object.entries(item).sort());
    return item;
  });
}

function attempt(read) {
  try {
    return { data: plain(read()) };
  } catch (error) {
    return { error };
  }
}

await fuzz("fuzz:front-matter", text, async (yaml) => {
  const byJsYaml = attempt(() => jsYaml.load(yaml, { schema: jsYaml.CORE_SCHEMA }));
  const byYaml = attempt(() => {
    const document = parseDocument(yaml, { logLevel: "silent" });
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });
  let ours;
  try {
    const { data, messages } = await parseFrontMatter(`---\n${yaml}\n---\n`, { path: "a.md" });
    ours = { data: plain(data), messages };
  } catch (error) {
    if (!(error instanceof ContentError)) return `galley throws ${error.stack}`;
    ours = { error, messages: error.messages };
  }
  const others = [byJsYaml, byYaml].filter((one) => one.data?.startsWith("{"));
  const show = () =>
    [ours, byJsYaml, byYaml]
      .map(({ data, error }, index) => `${["galley", "js-yaml", "yaml"][index]}: ${data ?? error.message}`)
      .concat(ours.messages.map(({ ruleId, reason }) => `message ${ruleId}: ${reason}`))
      .join("\n");
  if (others.length === 0)
    return ours.error || ours.messages.length > 0 || ours.data === "{}" ? undefined : show();
  if (ours.error) return others.length === 2 && byJsYaml.data === byYaml.data ? show() : undefined;
  return others.some(({ data }) => data === ours.data) || ours.messages.length > 0 ? undefined : show();
});
