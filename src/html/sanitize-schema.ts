import type { Properties } from "hast";
import { defaultSchema, type Schema } from "hast-util-sanitize";

const { attributes, tagNames, ancestors } = defaultSchema as Required<{
  [Name in keyof Schema]: NonNullable<Schema[Name]>;
}>;

/**
 * Attributes that GitHub allows everywhere and this library does not: those of forms (no form passes), `name` (turned
 * into an `id` where it is an anchor, a way to shadow the document's own properties elsewhere), and those that point at
 * what cannot be there.
 */
const unwanted: ReadonlySet<string> = new Set(
  (
    "accept acceptCharset accessKey action charSet encType frame htmlFor isMap maxLength method multiple " +
    "name prompt readOnly selected useMap"
  ).split(" "),
);

/** Harmless elements that blogs use, in addition to GitHub's. */
const moreTagNames: readonly string[] = (
  "abbr address article aside audio bdi bdo big caption center cite col colgroup data dfn figcaption " +
  "figure font footer header hgroup mark meter nav progress small time track u video wbr"
).split(" ");

const media: readonly string[] = ["controls", "loop", "muted", "preload", "src"];

/**
 * What `rawHtml: "sanitize"` allows: GitHub's schema, harmless elements that blogs use (figures, pictures, video,
 * audio, captions, marks), and what this library and remark-math emit (alerts, footnotes, task lists, code, maths).
 *
 * It does not check ids and URLs; `assignIds` and `isSafeUrl` do.
 */
export const sanitizeSchema: Schema = {
  ...defaultSchema,
  ancestors: { ...ancestors, caption: ["table"], col: ["table"], colgroup: ["table"] },
  clobber: [],
  clobberPrefix: "",
  protocols: {},
  strip: [],
  required: { input: { disabled: true, type: "checkbox" } },
  tagNames: [...tagNames, ...moreTagNames],
  attributes: {
    ...attributes,
    "*": [
      ...(attributes["*"] ?? []).filter((name) => typeof name === "string" && !unwanted.has(name)),
      ["ariaHidden", "true", true],
      "ariaLabel",
      "ariaDescribedBy",
      "ariaLabelledBy",
      "hidden",
      "role",
      "translate",
    ],
    a: [
      "href",
      // Turned into an id.
      "name",
      "dataFootnoteBackref",
      "dataFootnoteRef",
      ["className", "data-footnote-backref"],
      ["target", "_blank", "_self"],
      ["rel", ..."nofollow noopener noreferrer external license me ugc sponsored tag author".split(" ")],
    ],
    audio: [...media],
    code: [["className", /^language-./, "math-inline", "math-display"]],
    data: ["value"],
    div: [
      "itemScope",
      "itemType",
      ["className", "markdown-alert", /^markdown-alert-[a-z]+$/, "math", "math-display"],
    ],
    font: ["color", "face", "size"],
    img: [
      "src",
      "srcSet",
      "sizes",
      "longDesc",
      ["loading", "lazy", "eager"],
      ["decoding", "async", "sync", "auto"],
    ],
    input: [["disabled", true], ["type", "checkbox"], "checked"],
    meter: ["high", "low", "max", "min", "optimum", "value"],
    p: [["className", "markdown-alert-title"]],
    pre: [["className", /^language-./]],
    progress: ["max", "value"],
    source: ["src", "srcSet", "sizes", "type"],
    span: [["className", "math", "math-inline", "math-display"]],
    time: ["dateTime"],
    track: ["default", "kind", "src", "srcLang"],
    video: [...media, "autoPlay", "playsInline", "poster"],
  },
};

/** Elements that are removed with their content, which is not text for readers. */
export const droppedWithContent: ReadonlySet<string> = new Set(
  (
    "applet base embed frameset iframe link math meta noembed noframes object script style svg template " +
    "title"
  ).split(" "),
);

type Check = true | readonly unknown[];
type Rules = ReadonlyMap<string, Check>;

const tags: ReadonlySet<string> = /* @__PURE__ */ new Set(sanitizeSchema.tagNames);
const rulesByTag: ReadonlyMap<string, Rules> = /* @__PURE__ */ new Map(
  Object.entries(sanitizeSchema.attributes ?? {}).map(([tag, definitions]) => [
    tag,
    new Map(
      definitions.map((definition): [string, Check] =>
        typeof definition === "string" ? [definition, true] : [String(definition[0]), definition.slice(1)],
      ),
    ),
  ]),
);

/** Whether the schema allows an element inside the given ancestors. */
export function isAllowedTag(tagName: string, within: readonly string[]): boolean {
  if (!tags.has(tagName)) return false;
  const needed = Object.hasOwn(sanitizeSchema.ancestors ?? {}, tagName)
    ? sanitizeSchema.ancestors?.[tagName]
    : undefined;
  return needed === undefined || needed.some((ancestor) => within.includes(ancestor));
}

/** Whether the schema allows a property on an element: `true`, `false`, or the part of a list that may stay. */
export function isAllowedProperty(
  tagName: string,
  name: string,
  value: Properties[string],
): boolean | (string | number)[] {
  const own = rulesByTag.get(tagName)?.get(name);
  const general = rulesByTag.get("*")?.get(name);
  if (Array.isArray(value)) {
    if (value.length === 0) return (own ?? general) !== undefined;
    const kept = value.filter((item) => passes(own ?? general, item));
    return kept.length === value.length ? true : kept.length > 0 && kept;
  }
  return passes(own, value) || passes(general, value);
}

function passes(check: Check | undefined, value: unknown): boolean {
  if (check === undefined || check === true) return check === true;
  return (
    check.length === 0 ||
    check.some((allowed) => (allowed instanceof RegExp ? allowed.test(String(value)) : allowed === value))
  );
}
