import { SaxesParser } from "saxes";

/** Parses XML strictly, namespaces included, and returns the first fault; only a parser like this finds them all. */
export function findXmlFault(xml: string): string | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let fault: string | undefined;
  parser.on("error", (error) => {
    fault ??= error.message;
  });
  parser.write(xml).close();
  return fault;
}
