import { sep } from "node:path";
import type { VFileMessage } from "vfile-message";
import { checkKind, checkOptions } from "../core/check-options.ts";
import { formatMessage } from "../diagnostics/format-message.ts";

/**
 * Checks the options of a wrapper: `folder` and `parser`, which all wrappers need, and others.
 *
 * @param others - the kinds of the other options; `buildBlog` checks its own options
 */
export function checkWrapperOptions(options: { folder: string; parser: unknown }, others: object = {}): void {
  checkOptions(options, { folder: "string", parser: "function", ...others });
  checkKind("folder", options.folder, "string");
  checkKind("parser", options.parser, "function", "a parser made with createPostParser");
}

/** Writes messages to the log of a framework. */
export function logMessages(
  messages: readonly VFileMessage[],
  logger: { warn(text: string): void; error(text: string): void },
): void {
  for (const message of messages) logger[message.fatal ? "error" : "warn"](formatMessage(message));
}

/** Calls `reload` once for each save below a folder. */
export function onSave(
  watcher: {
    add(path: string): unknown;
    on(event: "all", listener: (event: string, file: string) => void): unknown;
  },
  folder: string,
  reload: () => unknown,
): void {
  let timer: ReturnType<typeof setTimeout>;
  watcher.add(folder);
  watcher.on("all", (_, file) => {
    if (!file.startsWith(folder + sep)) return;
    // An editor may cause several events when it saves.
    clearTimeout(timer);
    timer = setTimeout(reload, 50);
  });
}
