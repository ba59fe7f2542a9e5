import createPurifier from "dompurify";
import { JSDOM } from "jsdom";
import { SaxesParser } from "saxes";

// Checks of the library's output that are independent of its implementation.

const { window } = new JSDOM("<!DOCTYPE html><body></body>");
const { document } = window;
const purifier = createPurifier(window);

/** Allowed, although DOMPurify removes it by default. */
const purifierOptions = {
  // Otherwise it removes attributes such as `title="<!-- more -->"`, which are plain text in HTML.
  SAFE_FOR_XML: false,
  ADD_ATTR: ["target"],
  ADD_URI_SAFE_ATTR: ["itemtype"],
};

const forbiddenTags = new Set(
  (
    "applet base body button command dialog embed fencedframe form frame frameset head html iframe isindex keygen link map area " +
    "marquee math menuitem meta noembed noframes noscript object option param plaintext portal script select slot style svg " +
    "template textarea title xmp"
  ).split(" "),
);
const forbiddenAttributes = new Set(
  (
    "accesskey action autofocus background cite-x code contenteditable data dynsrc form formaction http-equiv is ismap lowsrc " +
    "manifest name nonce ping profile popover slot srcdoc style usemap xlink:href xmlns"
  ).split(" "),
);
const urlAttributes = new Set("href src poster cite longdesc itemid action background data".split(" "));
const protocols = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Whether a browser may follow a URL in a page. */
export function isSafeAddress(address) {
  try {
    return protocols.has(new URL(address, "https://page.example/posts/x/").protocol);
  } catch {
    // Not a URL: leads nowhere.
    return true;
  }
}

/**
 * The problem of HTML that should be safe, as a browser parses it; undefined if it is safe.
 *
 * @param html - a fragment
 * @param options - `feed` for HTML in a feed, where ids are not checked; `highlighted` if styles are allowed, because
 * a
 * highlighter added them
 */
export function judgeHtml(html, { highlighted = false, ids = true } = {}) {
  const faults = [];
  const holder = document.createElement("div");
  holder.innerHTML = html;
  const seen = new Set();
  for (const element of holder.querySelectorAll("*")) {
    const tag = element.localName;
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") faults.push(`foreign element ${tag}`);
    if (forbiddenTags.has(tag)) faults.push(`element ${tag}`);
    if (tag === "input" && (element.type !== "checkbox" || !element.disabled))
      faults.push("an enabled input");
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) faults.push(`handler ${name}`);
      if (forbiddenAttributes.has(name) && !(highlighted && name === "style"))
        faults.push(`attribute ${name}`);
      if (/^(?:data-(?!footnote)|v-|x-|ng-|hx-|@|:|\(|\[|\*)/.test(name) && !highlighted)
        faults.push(`attribute ${name}`);
      if (urlAttributes.has(name) && !isSafeAddress(value)) faults.push(`${name}=${value}`);
      if (name === "srcset") {
        for (const candidate of value.split(/,\s*|\s+/)) {
          if (!isSafeAddress(candidate)) faults.push(`srcset candidate ${candidate}`);
        }
      }
      if (name === "id" && ids) {
        if (value === "" || /\s/.test(value)) faults.push(`id "${value}"`);
        if (seen.has(value)) faults.push(`id "${value}" twice`);
        seen.add(value);
        if (value in document || value in {}) faults.push(`id "${value}" shadows`);
      }
    }
  }
  // A tree that changes when it is serialized and parsed again can hide from filters.
  const once = holder.innerHTML;
  holder.innerHTML = once;
  if (holder.innerHTML !== once) faults.push("changes when it is parsed again");
  purifier.sanitize(html, purifierOptions);
  for (const { element, attribute } of purifier.removed) {
    if (element) faults.push(`DOMPurify removes ${element.nodeName}`);
    else if (attribute && !(highlighted && attribute.name === "style")) {
      faults.push(`DOMPurify removes ${attribute.name}="${attribute.value}"`);
    }
  }
  return [...new Set(faults)];
}

/** The problem of XML; undefined if a strict parser reads it to the end. */
export function judgeXml(xml) {
  const faults = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", ({ message }) => faults.push(message));
  parser.write(xml).close();
  return faults.slice(0, 3);
}

/** The texts of all elements in XML, by name, and its URL attributes. */
export function readXml(xml) {
  const texts = [];
  const parser = new SaxesParser({ xmlns: true });
  const open = [];
  parser.on("opentag", ({ name, attributes }) => {
    open.push({ name, text: "" });
    for (const key of ["href", "url", "src", "uri"]) {
      if (attributes[key]) texts.push({ name: `@${key}`, text: attributes[key].value });
    }
  });
  const add = (text) => {
    if (open.length > 0) open.at(-1).text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => texts.push(open.pop()));
  parser.on("error", () => {});
  parser.write(xml).close();
  return texts;
}
