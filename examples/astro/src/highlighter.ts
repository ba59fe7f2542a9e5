import { createHighlighter } from "galley";

export const highlighter = await createHighlighter({
  themes: { light: "github-light", dark: "github-dark" },
});
