import type { Element, Properties } from "hast";
import type { Position } from "unist";
import { show } from "../core/check-options.ts";
import { shorten } from "../core/shorten.ts";
import type { RuleId, Severity } from "../diagnostics/rules.ts";
import { hasTemplate } from "../tool-syntax/template-tags.ts";
import { type AllowList, nothingMore } from "./allow-list.ts";
import { note, type Role, roleOfElement } from "./roles.ts";
import { droppedWithContent, isAllowedProperty, isAllowedTag } from "./sanitize-schema.ts";
import {
  encodeUrl,
  hasSafeScheme,
  isSafeUrl,
  isUrlProperty,
  readSrcset,
  schemeOf,
  withoutBlanks,
} from "./urls.ts";

/** Reports something at a position in the post. */
export type Report = (
  ruleId: RuleId,
  message: { reason: string; note?: string; actual?: string; severity?: Severity | undefined },
  place: Position | undefined,
) => void;

/** Elements in which a parser ignores other tags. */
const textOnly: ReadonlySet<string> = new Set(["optgroup", "option", "select", "textarea", "xmp"]);

/** Kinds of dropped HTML that are reported for one post; a hostile post could have thousands. */
const maxKinds = 20;

/** Checks elements that may come from raw HTML or a plugin, and reports what it removes. */
export class Sanitizer {
  readonly #report: Report;
  readonly #allowed: AllowList;
  readonly #components: ReadonlySet<string> | undefined;
  readonly #reported = new Set<string>();

  constructor(report: Report, allowed: AllowList, components: ReadonlySet<string> | undefined) {
    this.#report = report;
    this.#allowed = allowed;
    this.#components = components;
  }

  /** Whether an element stays, loses its tag, or is removed with its content. */
  judge(
    { tagName, properties }: Element,
    ancestors: readonly string[],
    place: Position | undefined,
  ): "keep" | "unwrap" | "drop" {
    if (tagName === "iframe" && this.#allowed.hasFrames) {
      const { src } = properties;
      if (this.#allowed.hasFrame(src)) return "keep";
      const reason = `<iframe> was removed: the host of ${show(src)} is not in \`allow.iframeHosts\``;
      this.#dropped(tagName, reason, place);
      return "drop";
    }
    // A checkbox is part of a task list; without its `type`, another field would become one.
    if (tagName === "input" && !this.#allowed.hasAttribute("input", "type")) {
      if (String(properties.type).toLowerCase() === "checkbox") return "keep";
      this.#dropped("input", "<input> was removed: it is not a checkbox", place);
      return "drop";
    }
    if (droppedWithContent.has(tagName)) {
      this.#dropped(tagName, `<${shorten(tagName)}> was removed`, place);
      return "drop";
    }
    if (isAllowedTag(tagName, ancestors) || this.#allowed.hasElement(tagName)) return "keep";
    if (this.#components?.has(tagName)) return "unwrap";
    const kept = textOnly.has(tagName) ? "only the text in it" : "its content";
    this.#dropped(tagName, `The tag <${shorten(tagName)}> was removed, ${kept} kept`, place);
    return "unwrap";
  }

  /** Reports a comment that was not written as one: `<?php … ?>`, `<![CDATA[…]]>`. */
  checkComment(comment: string, place: Position | undefined): void {
    const [start] = /^(?:\?[\w=]*|\[CDATA\[)/.exec(comment) ?? [];
    if (start !== undefined)
      this.#dropped(`!${start}`, `${start.startsWith("?") ? "<" : "<!"}${start} was removed`, place);
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
    const allowed = this.#isAllowed(tagName, name, value);
    if (allowed !== true) this.#droppedAttribute(tagName, name, place);
    if (allowed === false) return undefined;
    const kept = allowed === true ? value : allowed;
    if ((name === "srcSet" || isUrlProperty(name)) && hasTemplate(String(kept))) return undefined;
    if (name === "srcSet") return this.#cleanSrcset(String(kept), place);
    if (isUrlProperty(name)) {
      if (typeof kept === "boolean") return kept;
      const url = String(kept);
      const { schemes } = this.#allowed;
      if (hasSafeScheme(url, schemes)) return encodeUrl(url, schemes);
      reportUnsafeUrl(this.#report, url, place);
      return undefined;
    }
    if (name === "style" || !looksUnsafe(name, kept)) return kept;
    this.#droppedAttribute(tagName, name, place);
    return undefined;
  }

  /** What the schema says, and what the caller allows in addition. */
  #isAllowed(
    tagName: string,
    name: string,
    value: NonNullable<Properties[string]>,
  ): boolean | (string | number)[] {
    const bySchema = isAllowedProperty(tagName, name, value);
    if (bySchema === true || this.#allowed === nothingMore) return bySchema;
    if (this.#allowed.hasAttribute(tagName, attributeName(name)))
      return name !== "style" || isHarmlessStyle(value);
    if (name !== "className" || !Array.isArray(value)) return bySchema;
    const kept = value.filter(
      (item) => this.#allowed.hasClass(String(item)) || (Array.isArray(bySchema) && bySchema.includes(item)),
    );
    return kept.length === value.length ? true : kept.length > 0 && kept;
  }

  /** Removes the candidates whose URL is not safe. */
  #cleanSrcset(srcset: string, place: Position | undefined): string | undefined {
    const candidates = readSrcset(srcset);
    const safe = candidates.filter(({ url, descriptor }) => {
      // Including its descriptor: `java script:… 1x` runs nothing in a browser, but filters treat it as a script.
      const unsafe = [url, url + descriptor]
        .map(withoutBlanks)
        .find((part) => !hasSafeScheme(part, this.#allowed.schemes));
      if (unsafe !== undefined) reportUnsafeUrl(this.#report, unsafe, place);
      return unsafe === undefined;
    });
    if (safe.length === candidates.length) return srcset;
    if (safe.length === 0) return undefined;
    return safe.map(({ url, descriptor }) => `${url} ${descriptor}`.trim()).join(", ");
  }

  #droppedAttribute(tagName: string, name: string, place: Position | undefined): void {
    const isHandler = /^on/i.test(name);
    const kind = isHandler ? "on" : name === "style" || name === "className" ? name : "other";
    const reason = `The attribute "${shorten(attributeName(name))}" of <${tagName}> was removed`;
    // Losing an attribute that only affects style is not a loss of content, so it is not a warning.
    this.#dropped(`@${kind}`, reason, place, isHandler ? undefined : "info");
  }

  /** Reports the first of each kind. */
  #dropped(kind: string, reason: string, place: Position | undefined, severity?: Severity): void {
    if (this.#reported.has(kind) || this.#reported.size >= maxKinds) return;
    this.#reported.add(kind);
    const note =
      "Raw HTML is sanitized. If it is meant as text, put it in backticks; to let it pass, list it in `allow`.";
    this.#report("html-dropped", { reason, note, severity }, place);
  }
}

/** Whether a `style` loads nothing and hides nothing from filters. */
function isHarmlessStyle(value: unknown): boolean {
  return !/url|expression|script|import|binding|behavior|image-set|[\\<@]|\/\*/i.test(String(value));
}

/** Reports a URL that was removed. */
export function reportUnsafeUrl(report: Report, url: string, place: Position | undefined): void {
  const actual = shorten(url);
  const reason = `The URL "${actual}" was removed: posts cannot use the scheme ${schemeOf(url)}`;
  const note =
    "Links and images may use http, https, mailto, tel, or a relative URL; the option `allow.schemes` adds schemes.";
  report("url-unsafe", { reason, note, actual }, place);
}

/** Properties that hold arbitrary text, which filters do not treat as a URL. */
const textProperties: ReadonlySet<string> = new Set(
  "abbr alt className id label name role summary title value".split(" "),
);

/**
 * Whether a filter that does not know the attribute could mistake the value for a URL with an unsafe scheme:
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
