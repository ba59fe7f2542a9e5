/** Texts on their way past `feed`, which sees only tokens. */
export interface Slots {
  /** Keeps a piece of finished XML and returns the token that holds its place. */
  put(xml: string): string;
  /** Keeps a whole element; its token belongs where `feed` writes the link of an Atom entry. */
  putElement(xml: string): string;
  /** Puts every piece in its place. */
  fill(xml: string): string;
}

/**
 * `feed` escapes too little, and some of it twice. So no text ever passes through it: it is given tokens that look like
 * URLs (which it insists on here and there) and hold nothing to escape. Afterwards one pass puts finished XML in
 * their places. A token in a CDATA section takes the section with it, one in a construct declared HTML the rest of the
 * start tag, so that a piece may say for itself what it is. No text can forge a token, as none is there yet.
 */
export function createSlots(): Slots {
  const pieces: string[] = [];
  const keep = (xml: string): number => pieces.push(xml) - 1;
  return {
    put: (xml) => `slot:${keep(xml)};`,
    putElement: (xml) => `element:${keep(xml)};`,
    fill: (xml) =>
      xml.replace(
        /<link href="element:(\d+);"\/>|(?: type="html">)?(?:<!\[CDATA\[)?slot:(\d+);(?:\]\]>)?/g,
        (_token, element: string | undefined, slot: string) => pieces[Number(element ?? slot)] as string,
      ),
  };
}
