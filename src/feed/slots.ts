/** Texts on their way past `feed`, which sees only tokens. */
export interface Slots {
  /** Keeps a piece of finished XML and returns the token that holds its place. */
  put(xml: string): string;
  /** Keeps whole elements; their token belongs where `feed` writes the link of an Atom entry. */
  putElements(xml: string): string;
  /** Puts every piece in its place. */
  fill(xml: string): string;
}

const mark = "slot:";
const declared = ' type="html">';
const cdata = "<![CDATA[";
const cdataEnd = "]]>";
const link = '<link href="';
const linkEnd = '"/>';

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
    put: (xml) => `${mark}${keep(xml)};`,
    putElements: (xml) => `${mark}e${keep(xml)};`,
    fill(xml) {
      const filled: string[] = [];
      let done = 0;
      // Looked for by hand, as a feed has tens of thousands of tokens.
      for (let at = xml.indexOf(mark); at !== -1; at = xml.indexOf(mark, done)) {
        const from = at + mark.length;
        const isElements = xml[from] === "e";
        let end = xml.indexOf(";", from) + 1;
        const piece = pieces[Number(xml.slice(isElements ? from + 1 : from, end - 1))] as string;
        let start = at;
        if (isElements) {
          start -= link.length;
          end += linkEnd.length;
        } else if (xml.startsWith(cdata, start - cdata.length)) {
          start -= cdata.length;
          end += cdataEnd.length;
          if (xml.startsWith(declared, start - declared.length)) start -= declared.length;
        }
        filled.push(xml.slice(done, start), piece);
        done = end;
      }
      filled.push(xml.slice(done));
      return filled.join("");
    },
  };
}
