import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { Feed } from "../../src/feed/feed.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { hostilePosts, hostileSite } from "../feed/hostile-posts.ts";

// We do not distribute the schemas; they are in a folder next to the repository, if available.
const atomSchema = new URL("../../../shared/schemas/atom.rng", import.meta.url);
const jsonSchema = new URL("../../../shared/schemas/jsonfeed-1.1.json", import.meta.url);

const site = { url: "https://example.com/", title: "Notes" };
const feeds: [string, Feed][] = [
  ["hostile posts", buildFeed(hostileSite, hostilePosts)],
  ["excerpts", buildFeed(hostileSite, hostilePosts, { content: "excerpt" })],
  ["no posts", buildFeed(site, [])],
  ["posts without data", buildFeed(site, [{ slug: "a" }, { slug: "b", date: "never" }])],
  [
    "100 posts from one day",
    buildFeed(
      site,
      Array.from({ length: 100 }, (_, i) => ({ slug: `p${i}`, title: "T", date: "2025-01-01" })),
    ),
  ],
  [
    "an archive",
    buildFeed(site, hostilePosts, {
      paging: {
        kind: "archive",
        current: { atom: "/a", json: "/j" },
        previousArchive: { atom: "/b", json: "/k" },
      },
    }),
  ],
  ["a complete feed", buildFeed(site, hostilePosts, { paging: { kind: "complete" } })],
];

describe.skipIf(!existsSync(atomSchema))("Atom feeds are valid by the RELAX NG schema of RFC 4287", () => {
  test.each(feeds)("%s", async (_name, feed) => {
    const { valid, errors } = await validateXML({
      xml: [{ fileName: "feed.atom", contents: renderAtom(feed) }],
      schema: [{ fileName: "atom.rng", contents: readFileSync(atomSchema, "utf8") }],
      extension: "relaxng",
    });
    expect(errors.map(({ message }) => message)).toEqual([]);
    expect(valid).toBe(true);
  });

  test("an invalid feed is rejected", async () => {
    const { valid } = await validateXML({
      xml: [{ fileName: "feed.atom", contents: renderAtom(buildFeed(site, [])).replace(/<updated>.*/, "") }],
      schema: [{ fileName: "atom.rng", contents: readFileSync(atomSchema, "utf8") }],
      extension: "relaxng",
    });
    expect(valid).toBe(false);
  });
});

describe.skipIf(!existsSync(jsonSchema))("JSON feeds are valid by the schema of JSON Feed 1.1", () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  // It is a draft 4 schema; Ajv has a newer name for the same rules.
  const renamed = (key: string, value: unknown): unknown =>
    (key === "$schema" || key === "id") && typeof value === "string" ? undefined : value;
  const validate = existsSync(jsonSchema)
    ? ajv.compile(JSON.parse(readFileSync(jsonSchema, "utf8"), renamed))
    : undefined;

  test.each(feeds)("%s", (_name, feed) => {
    validate?.(JSON.parse(renderJsonFeed(feed)));
    expect(validate?.errors).toBeNull();
  });

  test("an invalid feed is rejected", () => {
    expect(validate?.({ version: "https://jsonfeed.org/version/1.1", title: "T", items: [{}] })).toBe(false);
  });
});
