import { show } from "../core/check-options.ts";
import { closestName } from "../core/closest-name.ts";
import { droppedWithContent } from "./sanitize-schema.ts";

/** Names, or patterns that must match the whole name. */
export type AllowedNames = RegExp | readonly (string | RegExp)[];

/**
 * What passes the sanitizer in addition to its own list. Scripts, event handlers and `javascript:` never do.
 */
export interface AllowOptions {
  /** Classes of any element, such as `["admonition", /^language-/]`. */
  classes?: AllowedNames | undefined;
  /** Hosts whose pages may be embedded by `<iframe>` over https, such as `["www.youtube.com"]`. */
  iframeHosts?: AllowedNames | undefined;
  /** Schemes of URLs in addition to http, https, mailto and tel, such as `["post"]`. */
  schemes?: readonly string[] | undefined;
  /** Elements, such as `["my-chart"]`. */
  elements?: readonly string[] | undefined;
  /** Attributes, by their HTML names: a list for all elements, or lists by element name; `*` stands for all elements. */
  attributes?: AllowedNames | Readonly<Record<string, AllowedNames>> | undefined;
}

/** `AllowOptions`, checked. */
export interface AllowList {
  hasClass: (name: string) => boolean;
  hasElement: (name: string) => boolean;
  /** Whether an attribute, by the name that HTML has for it, is allowed on an element. */
  hasAttribute: (element: string, name: string) => boolean;
  /** Whether a page may be embedded. */
  hasFrame: (url: unknown) => boolean;
  /** Whether any page may. */
  hasFrames: boolean;
  schemes: ReadonlySet<string>;
}

const never = (): boolean => false;

export const nothingMore: AllowList = {
  hasClass: never,
  hasElement: never,
  hasAttribute: never,
  hasFrame: never,
  hasFrames: false,
  schemes: new Set(),
};

/** Elements that could run code, or whose text a browser reads differently than our parser. */
const refusedElements: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...droppedWithContent,
  ...(
    "animate animatemotion animatetransform body foreignobject frame head html noscript plaintext portal " +
    "set xmp"
  ).split(" "),
]);
const refusedSchemes = /^(?:javascript|vbscript|livescript|mocha|jscript|data|blob|file|filesystem|about)$/;
/** Attributes that hold code, or HTML. */
const refusedAttribute = /^(?:on|srcdoc$|is$|http-?equiv$|xmlns)/;
const frameAttributes =
  /^(?:src|title|width|height|allow|allowfullscreen|loading|referrerpolicy|frameborder)$/;

/**
 * Checks what a caller allows.
 *
 * @throws RangeError or TypeError for an unknown key, or for something that can never be allowed
 */
export function resolveAllow(options: AllowOptions | undefined): AllowList {
  if (options === undefined) return nothingMore;
  const keys = ["classes", "iframeHosts", "schemes", "elements", "attributes"];
  for (const key of Object.keys(options)) {
    if (keys.includes(key)) continue;
    const guess = closestName(key, keys);
    const hint = guess === undefined ? "" : `; did you mean \`allow.${guess}\`?`;
    throw new RangeError(
      `Expected \`allow\` to have the keys ${keys.join(", ")}, received ${show(key)}${hint}`,
    );
  }
  const { classes, iframeHosts, schemes = [], elements = [], attributes } = options;
  const names = checkList("allow.elements", elements, /^[a-z][a-z\d.-]*$/, refusedElements);
  const isHost = matcher("allow.iframeHosts", iframeHosts);
  const allowed = checkList("allow.schemes", schemes, /^[a-z][a-z\d+.-]*$/, {
    has: (scheme) => refusedSchemes.test(scheme),
  });
  return {
    hasClass: matcher("allow.classes", classes),
    hasElement: (name) => names.has(name),
    hasAttribute: attributeMatcher(attributes, iframeHosts !== undefined),
    hasFrame: (url) => {
      const host = hostOf(url);
      return host !== undefined && isHost(host);
    },
    hasFrames: iframeHosts !== undefined,
    schemes: allowed,
  };
}

function attributeMatcher(
  attributes: AllowOptions["attributes"],
  frames: boolean,
): AllowList["hasAttribute"] {
  const lists = new Map<string, (name: string) => boolean>();
  if (attributes instanceof RegExp || Array.isArray(attributes)) {
    lists.set("*", matcher("allow.attributes", attributes as AllowedNames));
  } else if (attributes !== undefined) {
    if (typeof attributes !== "object" || attributes === null) expectNames("allow.attributes", attributes);
    for (const [element, list] of Object.entries(attributes)) {
      lists.set(element.toLowerCase(), matcher(`allow.attributes.${element}`, list));
    }
  }
  return (element, name) => {
    if (refusedAttribute.test(name)) return false;
    if (frames && element === "iframe" && frameAttributes.test(name)) return true;
    return lists.get("*")?.(name) === true || lists.get(element)?.(name) === true;
  };
}

/** The host of a page that is loaded over https. */
function hostOf(url: unknown): string | undefined {
  if (typeof url !== "string") return undefined;
  const full = url.startsWith("//") ? `https:${url}` : url;
  if (!/^https:\/\//i.test(full) || !URL.canParse(full)) return undefined;
  const { host, username, password } = new URL(full);
  return username === "" && password === "" ? host : undefined;
}

function matcher(option: string, names: AllowedNames | undefined): (name: string) => boolean {
  if (names === undefined) return never;
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  if (names instanceof RegExp) patterns.push(whole(names));
  else if (!Array.isArray(names)) expectNames(option, names);
  else {
    for (const name of names as readonly unknown[]) {
      if (name instanceof RegExp) patterns.push(whole(name));
      else if (typeof name === "string") {
        if (option.startsWith("allow.attributes") && refusedAttribute.test(name.toLowerCase()))
          refuse(option, name);
        if (option === "allow.iframeHosts" && /[/*\s]/.test(name)) {
          expectNames(option, name, undefined, ': a name is a host such as "www.youtube.com"');
        }
        exact.add(option === "allow.classes" ? name : name.toLowerCase());
      } else expectNames(option, name);
    }
  }
  return (name) => exact.has(name) || patterns.some((pattern) => pattern.test(name));
}

/** A pattern has to match all of a name: `/youtube\.com/` is not meant to allow `youtube.com.evil.example`. */
function whole({ source, flags }: RegExp): RegExp {
  return new RegExp(`^(?:${source})$`, flags.replace(/[gy]/g, ""));
}

function checkList(
  option: string,
  values: unknown,
  form: RegExp,
  refused: { has: (value: string) => boolean },
): ReadonlySet<string> {
  if (!Array.isArray(values)) expectNames(option, values, "names");
  return new Set(
    (values as unknown[]).map((value) => {
      if (typeof value !== "string") expectNames(option, value, "names");
      const name = (value as string).toLowerCase();
      if (!form.test(name)) expectNames(option, value, "names");
      if (refused.has(name)) refuse(option, value as string);
      return name;
    }),
  );
}

function expectNames(option: string, value: unknown, kind = "names or patterns", hint = ""): never {
  throw new TypeError(`Expected \`${option}\` to be a list of ${kind}, received ${show(value)}${hint}`);
}

function refuse(option: string, name: string): never {
  const hint =
    name.toLowerCase() === "iframe"
      ? "list the hosts in `allow.iframeHosts`"
      : 'it could run code; `rawHtml: "allow"` trusts the authors with everything';
  throw new RangeError(`Expected \`${option}\` to hold nothing unsafe, received ${show(name)}: ${hint}`);
}
