import type { Element, Properties } from "hast";
import type { Position } from "unist";
import { shorten } from "../core/shorten.ts";
import type { RuleId, Severity } from "../diagnostics/rules.ts";
import { hasTemplate } from "../tool-syntax/template-urls.ts";
import { note, type Role } from "./node-data.ts";
import { roleOfElement } from "./roles.ts";
import { droppedWithContent, isAllowedProperty, isAllowedTag } from "./sanitize-schema.ts";
import { readSrcset } from "./srcset.ts";
import { encodeUrl, isSafeUrl, isUrlProperty, schemeOf, withoutBlanks } from "./urls.ts";

/** Reports something at a place of the post. */
export type Report = (
  ruleId: RuleId,
  message: { reason: string; note?: string; actual?: string; severity?: Severity | undefined },
  place: Position | undefined,
) => void;

/** Kinds of dropped HTML that are reported for one post; a hostile post could have thousands. */
const maxKinds = 20;

/** Judges elements that raw HTML or a plugin may have brought, and reports what it leaves out. */
export class Sanitizer {
  readonly #report: Report;
  readonly #reported = new Set<string>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** Whether an element stays, loses its tag, or goes with everything in it. */
  judge(
    { tagName }: Element,
    ancestors: readonly string[],
    place: Position | undefined,
  ): "keep" | "unwrap" | "drop" {
    if (droppedWithContent.has(tagName)) {
      this.#dropped(tagName, `<${shorten(tagName)}> was removed`, place);
      return "drop";
    }
    if (isAllowedTag(tagName, ancestors)) return "keep";
    this.#dropped(tagName, `The tag <${shorten(tagName)}> was removed, its content kept`, place);
    return "unwrap";
  }

  /** Removes the attributes that the schema does not allow. */
  clean(node: Element, place: Position | undefined): void {
    const { tagName, properties } = node;
    let role: Role | undefined;
    if (properties.className !== undefined || properties.hidden !== undefined) role = roleOfElement(node);
    const kept: Properties = {};
    let changed = false;
    for (const name in properties) {
      const value = properties[name];
      const good =
        value === null || value === undefined ? undefined : this.#cleanValue(tagName, name, value, place);
      if (good === undefined) {
        changed = true;
        if ((name === "href" || name === "src") && hasTemplate(String(value)))
          note(node, { url: String(value) });
        continue;
      }
      kept[name] = good;
      if (good === value) continue;
      changed = true;
      if (name === "href" || name === "src") note(node, { url: String(value) });
    }
    if (tagName === "input") {
      kept.disabled ??= true;
      kept.type ??= "checkbox";
      changed = true;
    }
    if (!changed) return;
    node.properties = kept;
    if (role !== undefined && roleOfElement(node) !== role) note(node, { role });
  }

  #cleanValue(
    tagName: string,
    name: string,
    value: NonNullable<Properties[string]>,
    place: Position | undefined,
  ): Properties[string] {
    const allowed = isAllowedProperty(tagName, name, value);
    if (allowed !== true) this.#droppedAttribute(tagName, name, place);
    if (allowed === false) return undefined;
    const kept = allowed === true ? value : allowed;
    if ((name === "srcSet" || isUrlProperty(name)) && hasTemplate(String(kept))) return undefined;
    if (name === "srcSet") {
      // The whole too: `java script:… 1x` is not a candidate to a browser, so nothing is lost.
      const urls = [...readSrcset(String(value)).map(({ url }) => url), String(value)].map(withoutBlanks);
      const unsafe = urls.find((url) => !isSafeUrl(url));
      if (unsafe === undefined) return kept;
      reportUnsafeUrl(this.#report, unsafe, place);
      return undefined;
    }
    if (isUrlProperty(name)) {
      if (typeof kept === "boolean") return kept;
      const url = String(kept);
      if (isSafeUrl(url)) return encodeUrl(url);
      reportUnsafeUrl(this.#report, url, place);
      return undefined;
    }
    if (!looksUnsafe(name, kept)) return kept;
    this.#droppedAttribute(tagName, name, place);
    return undefined;
  }

  #droppedAttribute(tagName: string, name: string, place: Position | undefined): void {
    const isHandler = /^on/i.test(name);
    const kind = isHandler ? "on" : name === "style" || name === "className" ? name : "other";
    const reason = `The attribute "${shorten(attributeName(name))}" of <${tagName}> was removed`;
    // An attribute for style alone is not a loss of content: worth knowing, not worth a warning.
    this.#dropped(`@${kind}`, reason, place, isHandler ? undefined : "info");
  }

  /** Reports the first of each kind. */
  #dropped(kind: string, reason: string, place: Position | undefined, severity?: Severity): void {
    if (this.#reported.has(kind) || this.#reported.size >= maxKinds) return;
    this.#reported.add(kind);
    const note =
      'Raw HTML is sanitized. If it is meant as text, put it in backticks; if you trust your posts as you trust your code, set `rawHtml: "allow"`.';
    this.#report("html-dropped", { reason, note, severity }, place);
  }
}

/** Reports a URL that was removed. */
export function reportUnsafeUrl(report: Report, url: string, place: Position | undefined): void {
  const actual = shorten(url);
  const reason = `The URL "${actual}" was removed: posts cannot use the scheme ${schemeOf(url)}`;
  const note = "Links and images may use http, https, mailto, tel, or a relative URL.";
  report("url-unsafe", { reason, note, actual }, place);
}

/** Properties that hold text of any kind: no filter takes them for a URL. */
const textProperties: ReadonlySet<string> = new Set(
  "abbr alt className id label name role summary title value".split(" "),
);

/**
 * Whether a filter that does not know attributes by name could take the value for a URL of an unsafe scheme:
 * `width="javascript:…"` means nothing to a browser, and sanitizers remove it.
 */
export function looksUnsafe(name: string, value: Properties[string]): boolean {
  if (typeof value !== "string" && !Array.isArray(value)) return false;
  if (textProperties.has(name) || name.startsWith("aria")) return false;
  return !isSafeUrl(withoutBlanks(Array.isArray(value) ? value.join(" ") : value));
}

/** `className` → `class`, `dataFoo` → `data-foo`, as the author wrote it. */
function attributeName(property: string): string {
  if (property === "className") return "class";
  if (property === "htmlFor") return "for";
  return /^(?:data|aria)(?=[A-Z])/.test(property)
    ? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    : property.toLowerCase();
}
