import type { Element } from "hast";
import { findElement, textOf } from "../../html/plain-text.ts";
import { sourceOf } from "./attributes.ts";
import { embeddingElements } from "./elements.ts";

/** What an element is called by those who cannot see it. */
export function labelOf({ properties }: Element): string | undefined {
  for (const name of ["title", "ariaLabel", "playlabel", "label", "alt"]) {
    const value = properties[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return undefined;
}

/**
 * The text that replaces a control of a form, which does not work in a feed.
 *
 * @returns `undefined` for any other element, and for one that holds its text
 */
export function controlText(element: Element): string | undefined {
  const { tagName, properties } = element;
  switch (tagName) {
    case "input":
      return inputText(element);
    case "select":
      return optionsOf(element).join(", ");
    case "meter":
    case "progress": {
      const { value, max } = properties;
      const text = textOf(element).trim();
      if (text !== "" || value === undefined) return text;
      return max === undefined ? String(value) : `${value}/${max}`;
    }
    case "button":
      return textOf(element).trim() === "" && findElement(element, hasLabel) === undefined
        ? (labelOf(element) ?? "")
        : undefined;
    default:
      return undefined;
  }
}

function hasLabel({ tagName }: Element): boolean {
  return tagName === "img" || tagName === "svg";
}

function inputText(element: Element): string {
  const { type, checked, value, placeholder, alt } = element.properties;
  switch (typeof type === "string" ? type.toLowerCase() : "text") {
    case "checkbox":
      return checked ? "☑" : "☐";
    case "image":
      return String(alt ?? "");
    case "color":
    case "file":
    case "hidden":
    case "password":
    case "radio":
    case "range":
      return "";
    default:
      return String(value || placeholder || "");
  }
}

/** The options of a list, each group after its label. */
function optionsOf(list: Element): string[] {
  return list.children.flatMap((child) => {
    if (child.type !== "element") return [];
    const label = String(child.properties.label ?? "").trim();
    if (child.tagName !== "optgroup") return textOf(child).trim() || label || [];
    return [`${label}: ${optionsOf(child).join(", ")}`];
  });
}

/** The texts of an inline picture and its title; `""` for one that says nothing. */
export function pictureText(svg: Element): string {
  const texts: string[] = [];
  findElement(svg, (element) => {
    const text = element.children
      .map((child) => (child.type === "text" ? child.value : ""))
      .join(" ")
      .trim();
    if (text !== "" && !/^(?:desc|metadata|script|style)$/.test(element.tagName)) texts.push(text);
    return false;
  });
  const { ariaLabel } = svg.properties;
  if (typeof ariaLabel === "string" && !texts.includes(ariaLabel.trim())) texts.unshift(ariaLabel.trim());
  return texts.join(" ");
}

/** The address of what an element shows that is not part of the page, as far as the element says it. */
export function embeddedUrl(element: Element): unknown {
  const { tagName, properties } = element;
  const name = embeddingElements.get(tagName);
  if (name !== undefined) return name === "src" ? sourceOf(element, "src") : properties[name];
  const id = properties.videoid ?? properties.dataVideoid ?? properties.dataVideoId ?? properties["video-id"];
  if (typeof id === "string" && /^[\w-]+$/.test(id)) {
    if (tagName.includes("youtube")) return `https://www.youtube.com/watch?v=${id}`;
    if (tagName.includes("vimeo")) return `https://vimeo.com/${id}`;
  }
  return ["src", "href", "url", "dataSrc", "dataUrl", "dataHref"]
    .map((key) => properties[key])
    .find((value) => typeof value === "string" && value.trim() !== "");
}
