import { expect, test } from "vitest";
import { createPostParser } from "../../../src/post/create-post-parser.ts";

function reasonsOf(matter: string): string[] {
  const { messages } = createPostParser().sync(`---\ntitle: T\n${matter}\n---\nText.`, { path: "a.md" });
  return messages.map(({ ruleId, line, column, reason }) => `${line}:${column} ${ruleId} ${reason}`);
}

test.each([
  ["date: true", "3:7", "`date` is `true`, not a date"],
  ["expires: true", "3:10", "`expires` is `true`, not a date"],
  ["lang: [en]", "3:7", "`lang` is a list, not a language tag"],
  ["slug: [a]", "3:7", "`slug` is a list, not text"],
  ["slug: true", "3:7", "`slug` is `true`, not text"],
  ["description: [a]", "3:14", "`description` is a list, not text"],
  ["guid: [x]", "3:7", "`guid` is a list, not text"],
  ["canonical: [x]", "3:12", "`canonical` is a list, not a URL"],
  ["image: 5", "3:8", "`image` is `5`, not a URL"],
  ["cover: true", "3:8", "`cover` is `true`, not a URL"],
  ["author: true", "3:9", "`author` is `true`, not a name"],
  ["readingTime: five", "3:14", "`readingTime` is `five`, not a number of minutes"],
  ["excerpt: {a: 1}", "3:10", "`excerpt` is a mapping, not text"],
])("%s is reported", (matter, place, reason) => {
  expect(reasonsOf(matter)).toEqual([`${place} front-matter-type ${reason}; it is left out`]);
});

test.each([
  "image: false",
  "author: false",
  "date: false\nupdated: false",
  "published: true",
  "expires: never",
  "last_update: {author: Ada}",
  "cover: {image: a.png, alt: A}",
  "readTime: 5 min read",
  "slug: ''\ndescription:\nimage: []",
])("%j is not reported", (matter) => {
  expect(reasonsOf(matter)).toEqual([]);
});

test.each([
  ["https://e.com/2024/my-post/?utm_source=x", "my-post"],
  ["/2024/my-post/#top", "my-post"],
])("the slug %s is the last part of its path", (slug, expected) => {
  expect(createPostParser().sync(`---\ntitle: T\nslug: ${slug}\n---\nText.`).slug).toBe(expected);
});
