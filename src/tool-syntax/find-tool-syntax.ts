import { findClosingTag, findTemplateTags, type Span, type TemplateTag } from "./template-tags.ts";

/** Kinds of syntax that other tools read and Markdown does not. */
export type ToolSyntaxKind =
  /** `{% include x.html %}` */
  | "tag"
  /** `{{ page.title }}` */
  | "variable"
  /** `{{< figure >}}`, `{{% note %}}` */
  | "shortcode"
  /** `{# … #}`, `{/* … *\/}`, `%% … %%` */
  | "comment"
  /** `{: .red}`, `{.red}`, `{width="50%"}` */
  | "attributes"
  /** `[[Page]]`, `[[Page|text]]`, `![[image.png]]` */
  | "wiki-link"
  /** `:::note`, `::video[…]`, `::card{…}`, `:abbr[…]`, `` {ref}`a` `` */
  | "directive"
  /** `!!! note "Title"` */
  | "admonition"
  /** `=== "Title"` */
  | "tab"
  /** `[!type] Title` at the start of a quote */
  | "callout"
  /** `%[https://example.com]`, `@[card](…)` */
  | "embed"
  /** `![a](b align="center")`, `![a](b =100x50)`, `![a](a file.png)`, an image within raw HTML */
  | "image"
  /** `[a](a file.pdf)`, `[a]((https://example.com)`, `[a] (https://example.com)`, a link within raw HTML, a definition within a paragraph */
  | "link"
  /** `| a | b |` without a line of hyphens */
  | "table"
  /** `[caption id="1"]…[/caption]` */
  | "bbcode"
  /** `--8<-- "file"`, `<<< @/file`, `<!--@include: file-->` */
  | "include"
  /** `==text==` */
  | "mark"
  /** `** text **`, `**text **` */
  | "emphasis"
  /** `$$ … $$` and `\begin{…}` in TeX that no plugin read */
  | "formula"
  /** `^[text]` */
  | "footnote"
  /** `[@doe2020, p. 3]` */
  | "citation"
  /** `x^2^`, `H~2~O` */
  | "script"
  /** `^a1b2c3` at the end of a block */
  | "block-id"
  /** A line `: text` below its term */
  | "definition"
  /** `*[HTML]: text` */
  | "abbreviation"
  /** `:tada:` */
  | "emoji"
  /** `[[toc]]`, `[TOC]` */
  | "contents";

/** Another tool's syntax that was found in a text. */
export interface ToolSyntax extends Span {
  kind: ToolSyntaxKind;
  /** The tool that most likely reads it, for a message. */
  tool: string;
  /** Name of a tag, shortcode, directive or callout; `""` for others. */
  name: string;
  /** The part of it that readers should see: `text` of `[[Page|text]]`. */
  shown?: Span;
  /** Whether it closes something that another one opens. */
  isClosing?: boolean;
  /** A tag around code that is closed only after this text: it reaches to the end. */
  isOpen?: boolean;
}

/** Options of {@linkcode findToolSyntax}. */
export interface FindOptions {
  /** Spans of code and formulas, in order: nothing in them is syntax. */
  code?: readonly Span[] | undefined;
  /**
   * Whether a tag with this name is closed after the text. Without it, a tag that is not closed in the text is treated as
   * a tag without content.
   */
  isClosedLater?: ((name: string) => boolean) | undefined;
}

/** Paired tags whose content is code or not for readers. */
const codeTags =
  /^(?:highlight|codeblock|code|prism|mermaid|comment|math|katex|latex|chart|gist|codetabs|plantuml|graphviz)$/i;

const maybe: RegExp =
  /\{\s*(?:[{%#:.]|[\w-]+=)|\{[a-z:]+\}\S|\)=|<%|\*\*|\$\$|\\begin\{|\{\s*\/\*|\[\[|\[!|%[[%]|^@[a-z]+$|!\[|\](?:[ \t]?\(|（|:[ \t])|\|[ \t]*[\n\v][ \t]*\||:::|:[a-z+-][\w-]*[[{:]|:(?<=(?:^|[\n\v])[ \t]*:)(?:\s|:[a-z])|[!?]{3}\+? [a-z]|\[_?toc|==[^\s=]|=== "|\^[\w[+-]|\[(?:see )?-?@|\*\[|<<< |-8<-|\[\/?(?:wp_)?(?:caption|gallery|embed|audio|video|playlist|code|sourcecode|youtube|vimeo|gist|tweet|contact)[-\s\]]/im;

/** Whether a text may contain syntax of other tools: a very cheap test with false positives. */
export function mayHaveToolSyntax(text: string): boolean {
  return maybe.test(text);
}

interface Pattern {
  kind: ToolSyntaxKind;
  tool: string;
  /** Named groups: `name`, `shown`, `close`. */
  pattern: RegExp;
  /** Rejects text that only looks like the syntax. */
  accept?: (groups: Record<string, string | undefined>) => boolean;
}

const attribute = String.raw`(?:[.#][A-Za-z](?:[\w:.-]*[\w:-])?|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|“[^”\n]*”))`;
const plainAttribute =
  "(?:width|height|class|id|target|rel|align|loading|start|lang|style|size)=[^\\s{}\"'“]+";
/** `{#id .class width="50%"}` */
const attributes = `\\{\\s*(?:${attribute}|${plainAttribute})(?:\\s+(?:${attribute}|${plainAttribute}|[\\w-]+))*\\s*\\}`;

/** Internal slots of ECMAScript and attributes of C++, which look like wiki links. */
const notPages: RegExp =
  /^[\s:]|^[\d\s.,]*$|^(?:\w+::)?(?:nodiscard|maybe_unused|deprecated|likely|unlikely|noreturn|fallthrough|no_unique_address)\b|^(?:This|Type|Prototype|Extensible|Call|Construct|Get|Set|Delete|HasProperty|OwnPropertyKeys|(?:Get|Set)PrototypeOf|(?:Get|Define)OwnProperty|PreventExtensions|Value|Writable|Enumerable|Configurable|ThisValue|ThisMode|HomeObject|Environment|Realm|Class|Scope|DefaultValue|Promise\w*|PrimitiveValue|\w+Data|\w+Slots?|\w+Target|\w+Object|\w+Record|\w+Value)$/i;

const patterns: readonly Pattern[] = [
  { kind: "contents", tool: "a table of contents", pattern: /^[ \t]*\[\[?_?toc_?\]\]?[ \t]*$/gim },
  {
    kind: "callout",
    tool: "Obsidian",
    pattern: /^\s*\[!(?<name>[A-Za-z][\w-]*)\](?!\()[^\n]*/g,
  },
  {
    kind: "directive",
    tool: "Docusaurus or markdown-it",
    pattern: /^[ \t]*:{3,}[ \t]*(?:(?<name>[A-Za-z][\w-]*)[^\n]*|\{[^\n]*|(?<close>))$/gm,
  },
  {
    kind: "directive",
    tool: "Nuxt or remark-directive",
    pattern: /^[ \t]*::(?:(?<name>[a-z][\w-]*)(?:\{[^{}\n]*\})?|(?<close>))[ \t]*$/gm,
  },
  {
    kind: "directive",
    tool: "Docusaurus or markdown-it",
    pattern: /(?<![\w:`])::?(?<name>[A-Za-z][\w-]*)\[(?<shown>[^[\]\n]*)\](?:\{[^{}\n]*\})?/g,
  },
  {
    kind: "directive",
    tool: "Nuxt or remark-directive",
    pattern: new RegExp(`(?<![\\w:\`])::?(?<name>[A-Za-z][\\w-]*)${attributes}`, "g"),
  },
  {
    kind: "admonition",
    tool: "Python-Markdown",
    pattern:
      /^[ \t]*(?:!!!|\?\?\?)\+? (?<name>[a-z][\w-]*(?=[ \t]+"[^"\n]*"[ \t]*$)|note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question|help|faq|warning|caution|attention|failure|fail|missing|danger|error|bug|example|snippet|quote|cite|seealso)(?:[ \t][^\n]*)?$/gm,
  },
  {
    kind: "wiki-link",
    tool: "Obsidian",
    pattern: /!\[\[[^[\]\n]+\]\]|\[\[(?<name>[^[\]\n|]+)(?:\|(?<shown>[^[\]\n|]+))?\]\](?!\()/g,
    accept: ({ name }) => name === undefined || !notPages.test(name),
  },
  { kind: "tab", tool: "Python-Markdown", pattern: /^[ \t]*===[!+]?[ \t]+"[^"\n]+"[ \t]*$/gm },
  { kind: "tag", tool: "ERB or EJS", pattern: /<%(?!%)[^\n<>%][^%]*%>/g },
  {
    kind: "directive",
    tool: "MyST",
    pattern:
      /\{(?:abbr|cite(?::\w+)?|doc|download|eq|footcite|guilabel|kbd|math|menuselection|numref|ref|sub|sup|term|(?:py|js|cpp|c):\w+)\}(?=\S)/g,
  },
  { kind: "block-id", tool: "MyST", pattern: /^[ \t]*\([\w.:-]+\)=[ \t]*$/gm },
  {
    kind: "emphasis",
    tool: "",
    pattern: /(?<![\w*\\/])\*\*(?![*\s]*\*)(?=[^*\n]*\p{L}[\p{L}\d])(?<shown>[^*\n]{1,300})\*\*(?![\w*/])/gu,
  },
  {
    kind: "formula",
    tool: "TeX",
    pattern:
      /^[ \t]*(?<shown>\$\$(?!\$)(?=[^$]*[\\^_={])[^$]{2,2000}\$\$|\\begin\{[a-z]+\*?\}[\s\S]{1,2000}?\\end\{[a-z]+\*?\})/gm,
  },
  { kind: "comment", tool: "Obsidian", pattern: /(?<![\w%])%%(?=[\s\p{L}])[^%]+%%(?![\w%])/gu },
  {
    kind: "mark",
    tool: "Obsidian or markdown-it",
    pattern: /(?<![\w=!<>])==(?![\s=])(?=[^=\n]*\p{L})(?<shown>[^=\n]*[^\s=])==(?![\w=>])/gu,
  },
  {
    kind: "footnote",
    tool: "Pandoc",
    pattern: /(?<![/('"])\^\[(?=[^[\]\n]*[\s.!?…。])(?=[^[\]\n]*\p{L})[^[\]\n]+\](?!\()/gu,
  },
  {
    kind: "citation",
    tool: "Pandoc",
    // `[@someone]` may be a person: a year, a page or a second key makes it a citation.
    pattern:
      /\[(?:see |cf\. )?-?@(?:[A-Za-z][\w:.-]{2,}(?:19|20)\d\d[a-z]?(?!\w)|[\w:.-]+(?=[^[\]\n]*; ?-?@)|[\w:.-]+(?=, pp?\. ?\d))[^[\]\n]*\](?![([:])/g,
  },
  {
    kind: "script",
    tool: "Pandoc",
    pattern: /(?<=[A-Za-z\d)])(?<shown>\^(?:[+-]?\d{1,3}[+-]?|[nk]|st|nd|rd|th|TM)\^)(?![\^\w])/g,
  },
  {
    kind: "block-id",
    tool: "Obsidian",
    pattern: /(?<=^|\n|\S[ \t]+)\^(?:(?=[a-z]*\d)[a-z\d]{6}|[A-Za-z\d]+(?:-[A-Za-z\d]+)+)[ \t]*$/g,
  },
  { kind: "include", tool: "Python-Markdown", pattern: /^[ \t]*-+8<-+[ \t]+["'][^\n]+$/gm },
  { kind: "include", tool: "VitePress", pattern: /^[ \t]*<<< [@./~][^\n]+$/gm },
  {
    kind: "definition",
    tool: "Pandoc or kramdown",
    pattern: /(?<=[^\s:][ \t]*\n)[ \t]*(?<shown>:[ \t]+\S[^\n]*)/g,
  },
  {
    kind: "definition",
    tool: "Pandoc or kramdown",
    pattern: /:(?<=(?:^|\n\n)[ \t]*:)[ \t]{2,}(?<shown>\S[^\n]*)/g,
  },
  { kind: "abbreviation", tool: "Python-Markdown", pattern: /^[ \t]*\*\[[^[\]\n]+\]:[^\n]*$/gm },
  {
    kind: "emoji",
    tool: "GitHub",
    pattern: /(?<![\w:/.@#&=\\-])(?<shown>:(?:[a-z][a-z\d_]+|[+-]1):)(?![\w:/])/g,
  },
  {
    kind: "embed",
    tool: "Zenn",
    pattern:
      /^@(?:card|tweet|youtube|gist|speakerdeck|docswell|slideshare|jsfiddle|codepen|codesandbox|stackblitz|figma|blueprintue)$/gm,
  },
  { kind: "embed", tool: "Hashnode", pattern: /%\[[ \t]*(?:https?:\/\/|www\.)[^\s\]]*[ \t]*\]/g },
  {
    kind: "image",
    tool: "",
    pattern: /!\[[^[\]\n]*\]\([^\s()](?:[^\s()]*\)|[^()\n]*\)(?:\{[^{}\n]*\})?)/g,
  },
  {
    kind: "link",
    tool: "",
    pattern:
      /(?<![!\\\w\]])\[(?<shown>[^[\]\n]+)\]\((?=[(<]?(?:[/#?{]|\.{1,2}\/|https?:|mailto:|www\.))(?:(?:[^()]|\([^()]{0,200}\)){1,500}\)|\(?[^\s()]+\)?)/g,
  },
  {
    kind: "link",
    tool: "",
    pattern:
      /(?<![!\\\w\]])\[(?=[^[\]\n]*\p{L}{2})(?<shown>[^[\]\n]+)\](?:[ \t]\(|（)[ \t]?https?:\/\/[^\s()（）]+[)）]/gu,
  },
  {
    kind: "link",
    tool: "",
    pattern: /^[ \t]*\[[^[\]\n^][^[\]\n]*\]:[ \t]+<?(?:[/#]|\.{1,2}\/|https?:)[^\n]*/gm,
  },
  { kind: "table", tool: "", pattern: /^[ \t]*\|[^\n]+\|[ \t]*(?:\n[ \t]*\|[^\n]+\|[ \t]*)+$/gm },
  {
    kind: "attributes",
    tool: "kramdown",
    pattern: /\{:{1,2}\/?(?:\s*(?:[.#][\w-]|[\w-]+[ \t]*=)[^{}]{0,200}|[ \t]*[a-z]{3,}[^{}\n]*)\}|\{:\/\}/gi,
  },
  {
    kind: "attributes",
    tool: "Pandoc",
    // `up{job="a"}` is a query of Prometheus.
    pattern: new RegExp(`(?<!\\w(?=\\{[\\w-]+=["']))${attributes}`, "g"),
  },
  {
    kind: "bbcode",
    tool: "WordPress",
    pattern:
      /\[(?<close>\/)?(?<name>caption|wp_caption|gallery|embed|audio|video|playlist|code|sourcecode|youtube|vimeo|gist|tweet|contact-form(?:-7)?)(?=[\s\]])[^[\]\n]*\](?![([:])/g,
  },
];

/**
 * Finds syntax of other tools that was not processed: tags of template languages, and markup that other
 * flavors of Markdown support.
 */
export function findToolSyntax(
  text: string,
  { code = [], isClosedLater = () => false }: FindOptions = {},
): ToolSyntax[] {
  if (!mayHaveToolSyntax(text)) return [];
  // Where a text of several blocks is searched, one of these is between them.
  const lines = text.replace(/\v/g, "\n");
  const found: ToolSyntax[] = pairTags(lines, findTemplateTags(lines, code), isClosedLater);
  for (const { kind, tool, pattern, accept } of patterns) {
    for (const { 0: whole, index: start, groups = {} } of lines.matchAll(pattern)) {
      if (whole.trim() === "" || accept?.(groups) === false) continue;
      const { name = "", close, shown = kind === "wiki-link" ? groups.name : undefined } = groups;
      const end = start + whole.length;
      const item: ToolSyntax = { kind, tool: tool === "" ? toolOfImage(whole) : tool, name, start, end };
      if (close !== undefined) item.isClosing = true;
      if (shown !== undefined) {
        const at = start + whole.lastIndexOf(shown);
        item.shown = { start: at, end: at + shown.length };
      }
      found.push(item);
    }
  }
  return apart(pairShortcodes(lines, found), code);
}

/**
 * A shortcode of WordPress without a value may be any word in brackets, unless it stands alone on its line or there is one
 * that closes or opens it. What is between two is not text: an image and its caption, code, an address.
 */
function pairShortcodes(text: string, found: readonly ToolSyntax[]): ToolSyntax[] {
  const ends = new Map<string, number>();
  const names = new Set(found.flatMap(({ kind, name }) => (kind === "bbcode" ? [name] : [])));
  const first = new Map([...names].map((name) => [name, text.indexOf(`[${name}`)]));
  const last = new Map([...names].map((name) => [name, text.lastIndexOf(`[/${name}]`)]));
  const isShortcode = (item: ToolSyntax): boolean => {
    const { name, start, end, isClosing = false } = item;
    const opening = first.get(name) ?? -1;
    const isPaired = isClosing ? opening !== -1 && opening < start : (last.get(name) ?? -1) > start;
    const isAlone =
      /(?:^|\n)[ \t]{0,3}$/.test(text.slice(Math.max(0, start - 4), start)) &&
      /^[ \t]{0,3}(?:\n|$)/.test(text.slice(end, end + 4));
    if (!isPaired && !isAlone && !/=["'“”\d]|https?:\/\//.test(text.slice(start, end))) return false;
    if (isClosing) ends.set(name, end);
    else item.end = ends.get(name) ?? end;
    return true;
  };
  return found
    .toReversed()
    .filter((item) => item.kind !== "bbcode" || isShortcode(item))
    .toReversed();
}

/** Keeps the first of overlapping items, and removes items whose signs touch code, except tags around it. */
function apart(found: ToolSyntax[], code: readonly Span[]): ToolSyntax[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: ToolSyntax[] = [];
  let next = 0;
  let end = 0;
  for (const item of found) {
    if (item.start < end) continue;
    while (next < code.length && code[next]!.end <= item.start) next++;
    let touches = false;
    for (let at = next; !touches && at < code.length && code[at]!.start < item.end; at++) {
      const { start, end } = code[at]!;
      touches = item.shown === undefined || start < item.shown.start || end > item.shown.end;
    }
    if (touches && !codeTags.test(item.name)) continue;
    kept.push(item);
    end = item.end;
  }
  return kept;
}

/** Joins a tag around code with its closing tag; all other tags are separate, and the text between them stays. */
function pairTags(
  text: string,
  tags: readonly TemplateTag[],
  isClosedLater: (name: string) => boolean,
): ToolSyntax[] {
  const items: ToolSyntax[] = [];
  const unclosed = new Set<string>();
  let end = 0;
  for (const tag of tags) {
    if (tag.start < end) continue;
    const item: ToolSyntax = {
      kind: tag.kind === "mdx-comment" ? "comment" : tag.kind,
      tool: toolOfTag(tag),
      name: tag.name,
      start: tag.start,
      end: tag.end,
    };
    if (tag.form === "close") item.isClosing = true;
    if (tag.form === "open" && tag.kind !== "variable" && codeTags.test(tag.name)) {
      const close = unclosed.has(tag.name) ? undefined : findClosingTag(text, tag.name, tag.end);
      if (close === undefined) unclosed.add(tag.name);
      if (close !== undefined) item.end = close.end;
      else if (isClosedLater(tag.name)) {
        item.end = text.length;
        item.isOpen = true;
      }
    }
    items.push(item);
    end = item.end;
  }
  return items;
}

const hexoTags =
  /^(?:asset_\w+|post_(?:link|path)|codeblock|blockquote|pullquote|img|youtube|vimeo|jsfiddle|include_code|note|cq|centerquote|tabs?|button|btn)$/;
const jekyllTags =
  /^(?:include\w*|post_url|link|highlight|seo|feed_meta|gist|raw|capture|assign|unless|case|cycle|picture|responsive_image|avatar)$/;
const nunjucksTags = /^(?:set|macro|block|extends|import|from|call|filter|css|js|image|renderTemplate)$/;

/** `{{ youtube(id="x") }}` */
const zolaCall: RegExp = /^\w+\((?:\w+\s*=.*)?\)$/s;

/** The template language that most likely reads a tag. */
function toolOfTag({ kind, name, inner }: TemplateTag): string {
  if (kind === "shortcode") return "Hugo";
  if (kind === "comment") return "Nunjucks";
  if (kind === "mdx-comment") return "MDX";
  if (kind === "variable") {
    if (/^\$(?:frontmatter|page|site|params|theme|route)\b/.test(inner)) return "Vue";
    if (/^[.$]|^\/\*|^partial\b/.test(inner)) return "Hugo";
    if (zolaCall.test(inner)) return "Zola";
    return /^(?:site|page|post|layout|include|jekyll)\./.test(inner) ||
      /\|\s*(?:relative|absolute)_url/.test(inner)
      ? "Jekyll"
      : "Liquid or Nunjucks";
  }
  if (zolaCall.test(inner)) return "Zola";
  if (hexoTags.test(name)) return "Hexo";
  if (jekyllTags.test(name)) return "Jekyll";
  return nunjucksTags.test(name) ? "Nunjucks" : "Liquid or Nunjucks";
}

function toolOfImage(image: string): string {
  if (/\s=\d*x\d*\)/.test(image)) return "markdown-it-imsize";
  return /\s[\w-]+=["']/.test(image) ? "Hashnode" : "";
}

/** The ranges that readers should not see. */
export function hiddenSpans(found: readonly ToolSyntax[]): Span[] {
  return found
    .flatMap(({ start, end, shown = { start: end, end } }) => [
      { start, end: shown.start },
      { start: shown.end, end },
    ])
    .filter(({ start, end }) => start < end);
}

/** Removes spans, of which the first ones may be skipped, from a part of a text. */
export function withoutSpans(piece: string, offset: number, spans: readonly Span[], first = 0): string {
  const end = offset + piece.length;
  let kept = "";
  let from = offset;
  for (let index = first; index < spans.length; index++) {
    const span = spans[index]!;
    if (span.end <= from) continue;
    if (span.start >= end) break;
    kept += piece.slice(from - offset, Math.max(0, span.start - offset));
    from = Math.min(end, Math.max(from, span.end));
  }
  return kept + piece.slice(from - offset);
}

/** Returns a plain text without the syntax of other tools. */
export function removeToolSyntax(text: string): string {
  const found = findToolSyntax(text);
  return found.length === 0 ? text : withoutSpans(text, 0, hiddenSpans(found));
}
