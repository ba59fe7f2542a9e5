import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { galleyLoader, type PostRecord, toPost } from "../../src/astro/index.ts";
import {
  buildBlog,
  createHighlighter,
  createPostParser,
  type HighlighterOptions,
  type LanguageName,
  type Post,
  type PostParser,
  type Series,
  type ThemeInput,
} from "../../src/index.ts";
import { readPosts } from "../../src/node/index.ts";
import { galley, type PagePost } from "../../src/vite/index.ts";

/** Names that an editor suggests. A plain `string`, which includes all names, would suggest none. */
type Offered<Names, Name extends string> = Extract<Names, Name>;

test("names of themes and languages are suggested, and other strings are accepted", () => {
  expectTypeOf<Offered<ThemeInput, "github-dark" | "nord">>().toEqualTypeOf<"github-dark" | "nord">();
  expectTypeOf<Offered<LanguageName, "rust" | "tsx">>().toEqualTypeOf<"rust" | "tsx">();
  expectTypeOf<Offered<LanguageName, "no-such-language">>().toEqualTypeOf<never>();
  expectTypeOf<string>().toExtend<LanguageName>();
  expectTypeOf<string>().toExtend<ThemeInput>();
});

test("names of languages are suggested in every option", () => {
  type Options = Required<HighlighterOptions>;
  expectTypeOf<Offered<Options["langs"][number], "rust">>().toEqualTypeOf<"rust">();
  expectTypeOf<Offered<Options["skipLangs"][number], "mermaid">>().toEqualTypeOf<"mermaid">();
  expectTypeOf<Offered<Options["langAlias"][string], "rust">>().toEqualTypeOf<"rust">();
  expectTypeOf<Offered<Options["defaultLang"], "rust">>().toEqualTypeOf<"rust">();
  // @ts-expect-error: not a theme
  void createHighlighter({ themes: 5 });
});

test("the type of front matter is passed from the schema to the page", async () => {
  const schema = z.object({ mood: z.enum(["calm", "cross"]) });
  type FrontMatter = { mood: "calm" | "cross" };
  const parser = createPostParser({ schema });
  expectTypeOf(parser).toEqualTypeOf<PostParser<FrontMatter>>();
  const { posts } = await readPosts("posts", { parser });
  expectTypeOf(posts).toEqualTypeOf<Post<FrontMatter>[]>();
  const blog = buildBlog(posts, { url: "https://example.com", now: "2026-01-01" });
  expectTypeOf(blog.series).toEqualTypeOf<readonly Series<Post<FrontMatter>>[]>();
});

test("framework plugins take the type of front matter from the parser or from a type argument", () => {
  const parser = createPostParser({ schema: z.object({ mood: z.string() }) });
  const blog = { url: "https://example.com", postUrl: ({ data }: Post<{ mood: string }>) => data.mood };
  galley({ folder: "posts", parser, blog });
  galleyLoader({ folder: "posts", parser });
  // @ts-expect-error: not an option
  galleyLoader({ folder: "posts", parser, watch: true });
  // @ts-expect-error: the plugin sets the time itself
  galley({ folder: "posts", parser, blog: { ...blog, now: new Date() } });
  const entry = { data: { slug: "a" }, rendered: { html: "" } };
  expectTypeOf(toPost(entry)).toEqualTypeOf<Post>();
  expectTypeOf([entry].map(toPost)).toEqualTypeOf<Post[]>();
  expectTypeOf(toPost<{ mood: string }>(entry).data.mood).toEqualTypeOf<string>();
  expectTypeOf<PostRecord<{ mood: string }>["data"]["mood"]>().toEqualTypeOf<string>();
  expectTypeOf<PagePost["data"]>().toEqualTypeOf<Record<string, unknown>>();
});
