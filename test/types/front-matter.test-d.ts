import { type } from "arktype";
import * as v from "valibot";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  type PostMeta,
  parseFrontMatter,
  parseFrontMatterSync,
  type SplitFrontMatter,
} from "../../src/front-matter/index.ts";

test("`data` has the type that the schema returns", async () => {
  const zod = z.object({ title: z.string(), views: z.coerce.number().default(0) });
  expectTypeOf((await parseFrontMatter("", { schema: zod })).data).toEqualTypeOf<{
    title: string;
    views: number;
  }>();
  expectTypeOf(parseFrontMatterSync("", { schema: zod }).data).toEqualTypeOf<{
    title: string;
    views: number;
  }>();

  const valibot = v.object({
    title: v.string(),
    size: v.pipe(
      v.string(),
      v.transform((text) => text.length),
    ),
  });
  expectTypeOf(parseFrontMatterSync("", { schema: valibot }).data).toEqualTypeOf<{
    title: string;
    size: number;
  }>();

  const ark = type({ title: "string", "venue?": "string" });
  expectTypeOf(parseFrontMatterSync("", { schema: ark }).data).toEqualTypeOf<{
    title: string;
    venue?: string;
  }>();

  const transformed = zod.transform(({ title }) => title.length);
  expectTypeOf(parseFrontMatterSync("", { schema: transformed }).data).toEqualTypeOf<number>();
});

test("`data` is a record without a schema", () => {
  expectTypeOf(parseFrontMatterSync("").data).toEqualTypeOf<Record<string, unknown>>();
  expectTypeOf(parseFrontMatterSync("", { path: "a.md" }).data).toEqualTypeOf<Record<string, unknown>>();
  expectTypeOf(parseFrontMatterSync("").meta).toEqualTypeOf<PostMeta>();
});

test("options and formats are type-checked", () => {
  // @ts-expect-error no schema
  parseFrontMatterSync("", { schema: {} });
  // @ts-expect-error no such field
  parseFrontMatterSync("", { aliases: { titel: ["title"] } });
  expectTypeOf<SplitFrontMatter["format"]>().toEqualTypeOf<
    "yaml" | "toml" | "json" | "headers" | undefined
  >();
});
