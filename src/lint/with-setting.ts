import type { VFileMessage } from "vfile-message";

/** How bad a rule is to be; `warn` is `warning`. */
export type LintSetting = "off" | "info" | "warn" | "warning" | "error";

const fatal: Readonly<Record<Exclude<LintSetting, "off">, boolean | undefined>> = {
  error: true,
  warn: false,
  warning: false,
  info: undefined,
};

/** The message as its rule is set: `undefined` when the rule is off. The message itself is not changed. */
export function withSetting(
  message: VFileMessage,
  setting: LintSetting | undefined,
): VFileMessage | undefined {
  if (setting === undefined) return message;
  if (setting === "off") return undefined;
  // With descriptors: `toString` is not enumerable.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(message)) as VFileMessage;
  copy.fatal = fatal[setting];
  return copy;
}
