/** How deep elements may nest. Browsers stop at the same number and lay out what is deeper side by side. */
export const maxHtmlDepth = 512;
