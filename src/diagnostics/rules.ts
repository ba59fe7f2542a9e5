/** The severity of a message: an `error` rejects the post, a `warning` is added to `post.messages`, `info` is a suggestion. */
export type Severity = "error" | "warning" | "info";

/**
 * Every rule id of the library with its severity. Ids are permanent: a published id is never renamed or reused.
 * Each has a heading of the same name in docs/diagnostics.md and a test that triggers it.
 */
export const rules = {
  // slug
  "slug-collision": "warning",
  "slug-changed": "info",

  // front-matter
  "date-ambiguous": "warning",
  "date-invalid": "error",
  "date-mismatch": "warning",
  "front-matter-alias": "error",
  "front-matter-bidi": "warning",
  "front-matter-comment": "warning",
  "front-matter-control": "error",
  "front-matter-duplicate-key": "warning",
  "front-matter-entity": "info",
  "front-matter-key": "error",
  "front-matter-repaired": "warning",
  "front-matter-schema": "error",
  "front-matter-syntax": "error",
  "front-matter-tag": "error",
  "front-matter-tags": "info",
  "front-matter-type": "warning",
  "front-matter-typo": "warning",
  "front-matter-unclosed": "warning",
  "front-matter-unknown": "warning",
  "front-matter-url": "warning",
  "limit-front-matter": "error",

  // markdown
  "limit-delimiters": "error",
  "limit-footnotes": "error",
  "limit-references": "error",
  "limit-stack": "error",
  "limit-structure": "error",
  "limit-table-cells": "error",
  "mdx-in-markdown": "warning",
  "mdx-left-out": "warning",
  "template-leftover": "warning",
  "reference-undefined": "warning",
  "footnote-undefined": "warning",
  "footnote-unused": "warning",
  "footnote-duplicate": "warning",
  "table-cells-lost": "warning",
  "fence-unclosed": "warning",
  "heading-space-missing": "warning",
  "html-dropped": "warning",
  "html-unclosed": "warning",
  "html-unquoted": "warning",
  "url-unsafe": "warning",
  "limit-html": "error",
  "limit-html-tags": "error",
  "limit-nesting": "error",

  // excerpt
  "excerpt-marker-duplicate": "warning",

  // highlight
  "language-unknown": "warning",
  "language-failed": "warning",
  "limit-block-bytes": "warning",
  "limit-line-length": "warning",
  "bidi-control": "warning",
  "mark-missed": "warning",
  "notation-unknown": "warning",
  "transformer-failed": "warning",

  // feed
  "feed-author-invalid": "warning",
  "feed-date-invalid": "warning",
  "feed-date-missing": "warning",
  "feed-draft-invalid": "warning",
  "feed-enclosure-invalid": "warning",
  "feed-id-duplicate": "warning",
  "feed-id-invalid": "warning",
  "feed-image-invalid": "warning",
  "feed-language-invalid": "warning",
  "feed-title-missing": "warning",
  "feed-url-invalid": "warning",

  // collection
  "series-duplicate-part": "warning",
  "series-gap": "warning",
  "series-past-total": "warning",
  "series-mixed-numbering": "info",
  "series-part-conflict": "warning",
  "series-title-conflict": "warning",
  "series-description-conflict": "warning",
  "series-status-conflict": "warning",
  "series-total-conflict": "warning",
  "series-date-order": "warning",
  "series-list-order": "warning",
  "series-not-listed": "warning",
  "series-post-unknown": "info",
  "series-spelling": "warning",
  "tag-similar": "info",

  // discovery

  // lint
  "date-future": "warning",
  "date-missing": "warning",
  "description-long": "warning",
  "description-missing": "warning",
  "heading-jump": "warning",
  "heading-level-1": "warning",
  "image-alt-missing": "warning",
  "lang-unknown": "warning",
  "link-empty": "warning",
  "link-heading-missing": "warning",
  "link-post-missing": "warning",
  "link-post-unpublished": "warning",
  "title-duplicate": "warning",
  "updated-before-date": "warning",

  // post
  "limit-bytes": "error",
  "plugin-no-effect": "warning",
  "not-utf8": "error",
  "title-missing": "warning",
  "title-bidi": "warning",
  "title-content-lost": "warning",

  // node
  "files-none": "warning",
  "file-outside": "warning",
  "file-not-regular": "warning",
  "file-unreadable": "error",
  "image-file-missing": "warning",
  "link-file-missing": "warning",
  "parser-failed": "error",
  "isolation-time": "error",
  "isolation-memory": "error",
  "cache-read": "warning",
  "cache-write": "warning",
  "watch-failed": "warning",
} as const;

/** The permanent id of one kind of problem. */
export type RuleId = keyof typeof rules;
