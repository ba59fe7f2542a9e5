import { JSDOM } from "jsdom";

/** Parses HTML as a browser does. */
export function parseFragment(html: string): DocumentFragment {
  return JSDOM.fragment(html);
}
