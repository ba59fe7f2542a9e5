/** The extensions of the files that are read when a folder is given. */
export const markdownExtensions: readonly string[] = ["md", "mdx", "markdown", "mdown", "mkd", "mkdn"];

/** Matches the name of such a file. */
export const markdownFile: RegExp = /* @__PURE__ */ new RegExp(
  `\\.(?:${markdownExtensions.join("|")})$`,
  "i",
);
