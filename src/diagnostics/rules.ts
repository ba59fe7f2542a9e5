/** How bad a message is: an `error` keeps a post out, a `warning` rides on `post.messages`, `info` is advice. */
export type Severity = "error" | "warning" | "info";

/**
 * Every rule id of the library with its severity. Ids are permanent: a published id is never renamed or reused.
 * Each has a heading of the same name in docs/diagnostics.md and a test that triggers it.
 */
export const rules = {
  // slug
  "slug-collision": "warning",

  // front-matter

  // markdown

  // excerpt

  // highlight

  // feed

  // collection

  // discovery

  // lint

  // post
  "limit-bytes": "error",
  "not-utf8": "error",
  "title-missing": "warning",

  // node
  "files-none": "warning",
  "file-outside": "warning",
  "file-not-regular": "warning",
  "file-unreadable": "error",
  "parser-failed": "error",
  "cache-read": "warning",
  "cache-write": "warning",
} as const;

/** The permanent name of one kind of problem. */
export type RuleId = keyof typeof rules;
