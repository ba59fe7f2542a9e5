import { SaxesParser } from "saxes";

/**
 * Parses XML strictly, including namespaces, and returns the first error. Only such a parser finds all errors.
 */
export function findXmlFault(xml: string): string | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let fault: string | undefined;
  parser.on("error", (error) => {
    fault ??= error.message;
  });
  parser.write(xml).close();
  return fault;
}
