import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";

function rehypeFrame() {
  return (tree: Root): void => {
    tree.children.push({
      type: "element",
      tagName: "iframe",
      properties: { src: "https://a.example" },
      children: [],
    });
  };
}

function rehypeClasses() {
  return (tree: Root): void =>
    visit(tree, "element", (node) => {
      node.properties.className = ["prose"];
    });
}

function rehypeTargets() {
  return (tree: Root): void =>
    visit(tree, "element", (node) => {
      if (node.tagName === "a") node.properties.target = "_blank";
    });
}

function rehypeWrap(this: unknown, tagName: string) {
  return async (tree: Root): Promise<Root> => {
    const wrapper: Element = {
      type: "element",
      tagName,
      properties: {},
      children: tree.children as Element[],
    };
    return { type: "root", children: [wrapper] };
  };
}

describe("a plugin before the sanitizer", () => {
  test.each([
    ["adds an element that is removed", [rehypeFrame], "rehypeFrame", "all that it added"],
    [
      "sets attributes that are removed",
      [rehypeTargets, rehypeClasses],
      "rehypeClasses",
      "every attribute that it set",
    ],
    ["adds an element whose tag is removed", [[rehypeWrap, "x-y"]], "rehypeWrap", "all that it added"],
  ])("that %s is reported by its name", async (_name, beforeSanitize, plugin, what) => {
    const parse = createPostParser({ rehypePlugins: { beforeSanitize: beforeSanitize as never } });
    const { messages } = await parse("# T\n\n[a](b)", { path: "a.md" });
    const found = messages.filter(({ ruleId }) => ruleId === "plugin-no-effect");
    expect(found.map(({ message, file }) => [message, file])).toEqual([
      [`The rehype plugin "${plugin}" has no effect before the sanitizer, which removed ${what}`, "a.md"],
    ]);
  });

  test.each([
    [
      "adds two elements, one of which is kept",
      [
        () => (tree: Root) => {
          for (const tagName of ["x-y", "section"])
            tree.children.push({ type: "element", tagName, properties: {}, children: [] });
        },
      ],
      [],
    ],
    [
      "adds an element that is kept, with an attribute that is removed",
      [
        () => (tree: Root) => {
          tree.children.push({
            type: "element",
            tagName: "section",
            properties: { onClick: "x" },
            children: [],
          });
        },
      ],
      ["every attribute that it set"],
    ],
    [
      "sets some classes that are kept",
      [
        () => (tree: Root) =>
          visit(tree, "element", (node) => {
            node.properties.rel = ["nofollow", "x"];
          }),
      ],
      [],
    ],
    [
      "has a callback",
      [
        () => (tree: Root, _: unknown, next: () => void) => {
          rehypeFrame()(tree);
          next();
        },
      ],
      [],
    ],
    ["does not return a transformer", [() => undefined], []],
  ])("that %s, is reported only for what was removed completely", async (_name, beforeSanitize, what) => {
    const parse = createPostParser({ rehypePlugins: { beforeSanitize: beforeSanitize as never } });
    const found = (await parse("# T\n\n[a](b)")).messages.filter(
      ({ ruleId }) => ruleId === "plugin-no-effect",
    );
    expect(found.map(({ reason }) => /which removed (.*)/.exec(reason)?.[1])).toEqual(what);
  });

  test.each([
    ["whose attributes are kept", [rehypeTargets], {}],
    ["whose element is kept", [[rehypeWrap, "section"]], {}],
    ["that finds nothing to change", [() => () => {}], {}],
    ["whose classes are allowed", [rehypeClasses], { allow: { classes: ["prose"] } }],
    ["under rawHtml: allow", [rehypeFrame], { rawHtml: "allow" as const }],
  ])("%s is not reported", async (_name, beforeSanitize, options) => {
    const parse = createPostParser({
      ...options,
      rehypePlugins: { beforeSanitize: beforeSanitize as never },
    });
    const { messages } = await parse("# T\n\n[a](b)");
    expect(messages.map(({ ruleId }) => ruleId)).not.toContain("plugin-no-effect");
  });

  test("works after the sanitizer", async () => {
    const { html, messages } = await createPostParser({ rehypePlugins: [rehypeClasses] })("# T\n\n[a](b)");
    expect(html).toBe('<p class="prose"><a href="b" class="prose">a</a></p>');
    expect(messages).toEqual([]);
  });
});
