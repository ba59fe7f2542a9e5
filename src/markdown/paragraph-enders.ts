/** Elements whose start tag ends an open paragraph. */
export const paragraphEnders: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p " +
    "pre section summary table ul"
  ).split(" "),
);
