import type { VFileMessage } from "vfile-message";

const fields = [
  "name",
  "message",
  "reason",
  "ruleId",
  "source",
  "fatal",
  "file",
  "place",
  "line",
  "column",
  "note",
  "url",
  "actual",
  "expected",
] as const;

/**
 * Copies what another plugin reported to a plain record, as `createMessage` makes them: an error's subclass loses its
 * fields on the way through `structuredClone`, and its `cause` and `ancestors` may hold a whole tree.
 */
export function plainMessage(message: VFileMessage, path: string | undefined): VFileMessage {
  if (message.source === "galley") return message;
  const record: Record<string, unknown> = { fatal: undefined };
  for (const field of fields) {
    const value = message[field];
    if (value !== undefined && value !== null) record[field] = value;
  }
  if (path !== undefined && record.file === undefined) record.file = path;
  return structuredClone(record) as unknown as VFileMessage;
}
