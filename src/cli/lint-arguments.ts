import { parseArgs } from "node:util";
import { didYouMean, show } from "../core/check-options.ts";
import { readTime } from "../core/read-date.ts";
import type { LintOptions, LintSetting } from "../lint/lint-options.ts";
import { checkLintOptions } from "../lint/lint-posts.ts";
import type { Post } from "../post/post.ts";
import { type Format, formats } from "./format-messages.ts";

/** The arguments of `galley lint`. */
export interface LintArguments {
  folder: string;
  format: Format;
  maxWarnings: number;
  options: LintOptions<Post>;
}

export const help: string = `Usage: galley lint [options] [folder]

Reads the Markdown files of a folder (default: the current one, without node_modules and folders whose
name starts with a dot) and reports problems that should be fixed before publishing.

Options:
  --format <name>       text (default), json, or github: annotations of GitHub Actions
  --rule <id>=<level>   sets a rule to off, info, warning or error; can be repeated
  --max-warnings <n>    fails if there are more warnings than this
  --post-url <pattern>  address of a post (default: /posts/:slug/)
  --site-url <url>      absolute links below it are checked too
  --page-id <id>        an id that the page's template adds, such as comments; can be repeated
  --now <date>          the time to compare dates with (default: the current time)
  -h, --help            prints this text
  -v, --version         prints the version

Exit codes: 0 no errors, 1 errors or too many warnings, 2 invalid arguments.
Rules: docs/diagnostics.md in the package.
`;

const kinds = {
  format: { type: "string", default: "text" },
  rule: { type: "string", multiple: true },
  "max-warnings": { type: "string" },
  "post-url": { type: "string" },
  "site-url": { type: "string" },
  "page-id": { type: "string", multiple: true },
  now: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/**
 * Reads the arguments of `galley`.
 *
 * @returns what to lint, or which text to print
 * @throws TypeError or RangeError with one sentence for invalid arguments
 */
export function readArguments(args: readonly string[], now: Date): LintArguments | "help" | "version" {
  const { values, positionals } = parse(args);
  if (values.help) return "help";
  if (values.version) return "version";
  const [command, folder = ".", ...more] = positionals;
  if (command !== "lint") {
    throw new TypeError(
      command === undefined
        ? "Expected a command: `galley lint [folder]`; `galley --help` lists the options"
        : `Expected the command \`lint\`, received ${show(command)}`,
    );
  }
  if (more.length > 0) throw new TypeError(`Expected one folder, received ${positionals.length - 1}`);

  if (folder === "") throw new TypeError('Expected the path of a folder, received ""');

  const { format, "max-warnings": limit, "post-url": pattern, "site-url": siteUrl } = values;
  if (!isFormat(format)) {
    throw new RangeError(
      `Expected \`--format\` to be ${formats.join(", ")}, received ${show(format)}${didYouMean(format, formats)}`,
    );
  }
  if (limit !== undefined && !/^\d+$/.test(limit)) {
    throw new RangeError(`Expected \`--max-warnings\` to be a number from 0, received ${show(limit)}`);
  }
  if (pattern !== undefined && !pattern.includes(":slug")) {
    throw new RangeError(`Expected \`--post-url\` to contain \`:slug\`, received ${show(pattern)}`);
  }
  if (siteUrl !== undefined && !URL.canParse(siteUrl)) {
    throw new RangeError(`Expected \`--site-url\` to be an absolute URL, received ${show(siteUrl)}`);
  }
  if (values.now !== undefined && readTime(values.now) === undefined) {
    throw new RangeError(`Expected \`--now\` to be a date such as 2026-03-01, received ${show(values.now)}`);
  }
  const options: LintOptions<Post> = {
    rules: readRules(values.rule ?? []),
    now: values.now ?? now,
    ...(siteUrl !== undefined && { siteUrl }),
    ...(values["page-id"] !== undefined && { pageIds: values["page-id"] }),
    ...(pattern !== undefined && {
      postUrl: ({ slug }: Post) =>
        pattern.replace(":slug", () => slug.split("/").map(encodeURIComponent).join("/")),
    }),
  };
  checkLintOptions(options);
  return {
    folder,
    format,
    maxWarnings: limit === undefined ? Number.POSITIVE_INFINITY : Number(limit),
    options,
  };
}

function parse(args: readonly string[]): ReturnType<typeof parseKnown> {
  try {
    return parseKnown(args);
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const [, name = ""] = /'(-[^'\s]*)/.exec(message) ?? [];
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const known = Object.keys(kinds).map((option) => `--${option}`);
      throw new TypeError(`Unknown option ${show(name)}${didYouMean(name, known)}`);
    }
    // "missing", or "ambiguous" before a value that begins with a dash.
    throw new TypeError(
      /argument (?:missing|is ambiguous)/.test(message)
        ? `Expected a value after \`${name}\``
        : message.split(/\n|\. /)[0]?.replace(/\.$/, ""),
    );
  }
}

function parseKnown(given: readonly string[]) {
  const args: string[] = [];
  for (const arg of given) {
    // `--max-warnings -1`: a negative number is a value, and not a short option.
    if (/^-\d/.test(arg) && args.at(-1)?.startsWith("--")) args.push(`${args.pop()}=${arg}`);
    else args.push(arg);
  }
  return parseArgs({ args, options: kinds, allowPositionals: true });
}

function isFormat(name: string): name is Format {
  return (formats as readonly string[]).includes(name);
}

/** The last setting of a rule is used; lint checks that the rule exists. */
function readRules(settings: readonly string[]): Record<string, LintSetting> {
  const rules: Record<string, LintSetting> = Object.create(null);
  for (const setting of settings) {
    const at = setting.indexOf("=");
    if (at < 1)
      throw new TypeError(`Expected \`--rule\` to be like \`date-missing=off\`, received ${show(setting)}`);
    rules[setting.slice(0, at)] = setting.slice(at + 1) as LintSetting;
  }
  return rules;
}
