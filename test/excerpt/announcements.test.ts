import { describe, expect, test } from "vitest";
import { excerptOf, textOf } from "./excerpt-of.ts";

const long = "A queue hides the overload of a service, and it hides it well, until it does not any more.";

describe("a paragraph that announces a block which the excerpt omits", () => {
  test.each([
    ["an image", "This is built on a borrowed idea:\n\n![s](a.png)", "This is built on a borrowed idea…"],
    ["code", "Imagine a bit of code like this:\n\n~~~\ncode\n~~~", "Imagine a bit of code like this…"],
    ["a table", "The numbers are these:\n\n| a |\n| - |\n| b |", "The numbers are these…"],
    ["a list of links", "We write elsewhere, too:\n\n- [a](/a)\n- [b](/b)", "We write elsewhere, too…"],
    [
      "an image, after a sentence that ends in a comma",
      "As you see here,\n\n![s](a.png)",
      "As you see here…",
    ],
    ["an image, in Japanese", "図は次のとおりです：\n\n![s](a.png)", "図は次のとおりです…"],
    [
      "an image that text follows",
      "A borrowed idea:\n\n![s](a.png)\n\nIt is simple.",
      "A borrowed idea… It is simple.",
    ],
    // The list is part of the excerpt.
    ["a list", "It has:\n\n- speed\n- size", "It has: speed; size"],
    ["a quotation", "She said:\n\n> It is so.", "She said: It is so."],
  ])("keeps its announcing sentence before %s", (_, markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });

  test("loses only the announcing sentence when it has other sentences, in the text and in the HTML", () => {
    expect(excerptOf("It is fast. Try *this*, now:\n\n~~~\ncode\n~~~\n\nMore.")).toMatchObject({
      text: "It is fast.",
      truncated: true,
    });
    expect(excerptOf("It is fast. Try this:\n\n~~~\ncode\n~~~\n\nMore.").html).toBe("<p>It is fast.</p>");
    const divided = "It is *fast*. Try [this](/a) *now* or `that`, please:\n\n~~~\ncode\n~~~\n\nMore.";
    expect(excerptOf(divided)).toMatchObject({ text: "It is fast.", html: "<p>It is <em>fast</em>.</p>" });
    expect(textOf("遅い。次のように書く：\n\n~~~\ncode\n~~~")).toBe("遅い。");
  });

  test("is omitted when text precedes it", () => {
    expect(textOf("It is fast.\n\nLook:\n\n![a](a.png)\n\nMore.")).toBe("It is fast. More.");
  });

  test.each([
    "See the table below.",
    "Please check the links below for details.",
    "The results are as follows.",
    "Das Ergebnis sieht aus wie folgt.",
    "Voyez le tableau ci-dessous.",
    "Vea la tabla a continuación.",
    "Veja a tabela abaixo.",
    "Подробности ниже.",
    "See the following links for details.",
    "Siehe die folgenden Links für Details.",
    "Por favor consulte los temas siguientes.",
    "Ayrıntılar için lütfen aşağıdaki konulara bakın.",
    "结果如下。",
    "请参阅以下主题以了解详情。",
    "結果は以下の通りです。",
    "次のコードを見てください。",
    "결과는 다음과 같습니다.",
    "자세한 내용은 아래 글을 확인해 보세요.",
  ])("is a sentence that points to it: %s", (sentence) => {
    expect(textOf(`It is fast. ${sentence}\n\n~~~\ncode\n~~~\n\nMore.`)).toBe("It is fast.");
    expect(textOf(`It is fast.\n\n${sentence}\n\n- [a](/a)\n- [b](/b)\n\nMore.`)).toBe("It is fast. More.");
    // Not if it leads to text, or is all there is.
    expect(textOf(`${sentence}\n\nMore.`)).toBe(`${sentence} More.`);
    expect(textOf(`${sentence}\n\n~~~\ncode\n~~~`)).toBe(sentence);
  });

  test.each([
    "We dug below the house.\n\n> Deep.",
    "There are ten below. It is so.",
    "要素は10以下です。",
    "以下の穴を直しました。",
    "比如下面的门。",
  ])("%s points to nothing", (text) => {
    expect(textOf(`It is fast. ${text}\n\n~~~\ncode\n~~~`)).toBe(
      `It is fast. ${text.replace("\n\n> ", " ")}`,
    );
  });

  test("is cut like any other text when it is too long", () => {
    expect(textOf(`It works. ${long} ${long} ${long}:\n\n- [a](/a)`)).toBe(`It works. ${long} ${long}`);
  });

  test("is omitted together with the table of contents that it announces", () => {
    expect(textOf("Poor man's list of parts:\n\n- [a](#a)\n- [b](#b)\n\nText.")).toBe("Text.");
  });

  test("ends in an ellipsis in a list item", () => {
    expect(textOf("- Use it so:\n\n  ~~~\n  code\n  ~~~\n- Or not")).toBe("Use it so… Or not");
  });
});

describe("the text ends at the first heading once it has a sentence", () => {
  test.each([
    ["after a sentence", "It is fast.\n\n## H\n\nMore.", "It is fast."],
    [
      "after a sentence and another line",
      "It is fast. 🎉\n\nSee below\n\n## H\n\nMore.",
      "It is fast. 🎉 See below",
    ],
    [
      "after a long line without a period",
      "We released a new version of the official plugins today\n\n## H\n\nMore.",
      "We released a new version of the official plugins today",
    ],
    ["not after words that are not a sentence", "Highlights\n\n## H\n\nMore.", "Highlights; More."],
  ])("%s", (_, markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });
});

describe("lists in the text", () => {
  test.each([
    ["- one\n- two\n- three", "one; two; three"],
    ["- One.\n- Two!\n- three", "One. Two! three"],
    ["- 日本\n- 語。\n- end", "日本; 語。 end"],
    ["公開した。([list:1])\n\n次も。", "公開した。([list:1]) 次も。"],
    ["- done 🎉\n- done :)\n- end", "done 🎉 done :) end"],
    // Commit hashes and bare URLs.
    ["- [`0d91e7d`](https://x.y/c) Fix: a\n- [2012258](https://x.y/c) b", "Fix: a; b"],
    ["- (ca449bb) a\n- ca449bb: b\n- <https://x.y> – c", "a; b; c"],
    ["- defaced walls\n- 20240501 a day\n- 1234567 people", "defaced walls; 20240501 a day; 1234567 people"],
    ["- https://x.y/a\n- text", "text"],
  ])("%j is read as %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });

  test("list items and lines can have another separator", () => {
    expect(textOf("- one\n- two\n\nthree\n\nfour", { listSeparator: " · " })).toBe(
      "one · two · three · four",
    );
    expect(textOf("- one\n- two\n\n<!-- more -->", { listSeparator: ", " })).toBe("one, two");
  });
});

describe("template syntax", () => {
  test.each([
    ["{% gist a/b %}\n\nReal text.", "Real text."],
    ["{% highlight js %}\n\nReal text.", "Real text."],
    ["{{< youtube abc />}}\n\nReal text.", "Real text."],
    ["{% raw %}Use {{ x }} so.{% endraw %}\n\nReal text.", "Use {{ x }} so. Real text."],
    // A sentence with a missing value.
    ["Ruby {{ release.version }}. It is fast.", "It is fast."],
    ["The sum is {{ a + 1 }}. It is fast.", "It is fast."],
    ["It costs {{ price(4) | money }} now. It is fast.", "It is fast."],
    ["It is {{ page.date | date: '%Y' }} now. It is fast.", "It is fast."],
    ["Ruby {{ v }} is out.\n\nIt is fast.", "It is fast."],
    ["Ruby {{ release.version }} is here.", "Ruby is here."],
    ["Hello, {{ name }}, and welcome.", "Hello, and welcome."],
    ["Made by Ann, {{ name }}.", "Made by Ann."],
    ["One: {{ a }}; two: {{ b }}; three.", "One; two; three."],
    ["ပထမ ဝါကျ။ ဒုတိယ {{ a }} ဝါကျ။ တတိယ ဝါကျ။", "ပထမ ဝါကျ။ တတိယ ဝါကျ။"],
    ["Ruby {{ v }} .", "Ruby."],
    ["See {{< icon >}}, please.", "See, please."],
    // Not a value.
    ['{{video "https://x.y/v"}} It is fast.', "It is fast."],
    ['[p](u){:target="_blank"} and *big*{.red}.', "p and big."],
    ['{{< notice "info" >}}\n\nNew here?\n\n{{< /notice >}}\n\nText.', "Text."],
  ])("%j is read as %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });

  test("the HTML omits the same sentence as the text", () => {
    expect(excerptOf("Ruby *{{ v }}* is out. It is fast.").html).toBe("<p>It is fast.</p>");
    expect(excerptOf("Ruby {{ v }} is out.\n\n<!-- more -->").html).toBe("<p>Ruby  is out.</p>");
  });
});

describe("footnote numbers in raw HTML", () => {
  test.each([
    ['crates<sup><a href="#fn-1">1</a></sup> are', "crates are"],
    ["crates<sup>1</sup> are", "crates are"],
    ["So it is.<sup>[12]</sup> More", "So it is. More"],
    ["km<sup>2</sup>, 10<sup>3</sup>, the 1<sup>st</sup>", "km2, 103, the 1st"],
  ])("%j is read as %j", (markdown, text) => {
    expect(textOf(markdown)).toBe(text);
  });
});

describe("notices before the text are skipped", () => {
  test.each([
    "> [!NOTE]\n> Mind the gap.",
    "**Note:** it is old.",
    "Update (May 2020): it is out.",
    "> **NOTE:** it is old.",
    "Editor’s note: it is old.",
    "Hinweis: Das ist alt.",
    "Mise à jour du 3 mai : c’est sorti.",
    "Примечание: статья устарела.",
    "Lưu ý: bài này đã cũ.",
    "お知らせ：この記事は古いです。",
    "> ⚠️ Cet article est ancien.",
    "【注意】本文已过时。",
    "追記（2021-07-03）",
    "> 作者介绍：安娜，工程师。喜欢写作。",
    "**作者简介：** 安娜，工程师。",
    "> **筆者紹介：**\n>\n> アンナ。本を書く。",
    "> 作者：安娜\n> 链接：https://example.com\n> 著作权归作者所有。",
  ])("%s", (notice) => {
    expect(textOf(`${notice}\n\nText.`)).toBe("Text.");
    expect(textOf(`First.\n\n${notice}\n\nText.`)).toMatch(/^First\. .+ Text\.$/);
    // Unless there is nothing else.
    expect(textOf(notice)).not.toBe("");
  });
});
