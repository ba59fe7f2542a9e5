// Random raw HTML through the parser and into a Chromium page, where DOMPurify must find nothing to remove and nothing
// may run: npm run fuzz:html -- --seed N --count N
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { chromium } from "playwright-core";
import { createPostParser, toFeedHtml } from "../dist/index.js";
import { chromiumPath } from "../test/chromium-path.mjs";
import { fuzz } from "./fuzz-run.mjs";

if (chromiumPath === undefined) {
  console.log("fuzz:html skipped: no Chromium on the PATH");
  process.exit(0);
}

const words = (text) => fc.constantFrom(...text.split(" "));
const tag = words(
  "a b p div span h2 img svg math mi mo mn ms mtext mglyph malignmark annotation-xml foreignobject desc title style script " +
    "textarea noscript noembed noframes iframe object embed xmp plaintext template table tbody tr td th caption colgroup " +
    "col select option optgroup form input button details summary video audio source picture a:b x-y base link meta body " +
    "html head frameset marquee font nobr center pre listing code br hr li ul dl dt dialog slot map area path use image " +
    "animate set animatetransform handler listener ruby rt rp section input isindex keygen",
);
const attack = fc.constantFrom(
  "run()",
  "javascript:run()",
  "JaVa\tScRiPt:run()",
  "&#x6a;avascript:run()",
  "java&#10;script:run()",
  "data:text/html,<script>run()</script>",
  "vbscript:run()",
  "x",
  "x:expression(run())",
  "</style><img src=x onerror=run()>",
  "--><img src=x onerror=run()>",
  "<img src=x onerror=run()>",
  "&lt;img src=x onerror=run()&gt;",
  "]]><img src=x onerror=run()>",
  "</title><img src=x onerror=run()>",
  "</noscript><script>run()</script>",
  "cookie",
  "1 onload=run()",
  "x`onerror=run()",
);
const attribute = fc
  .tuple(
    words(
      "href src onerror onload onclick onfocus autofocus style class id name title alt srcset poster action formaction " +
        "xlink:href xmlns encoding type data is slot srcdoc target rel values from to attributeName begin background ping " +
        "cite data-x tabindex contenteditable draggable definitionurl shadowrootmode popovertarget",
    ),
    fc.constantFrom("=", " = ", "/="),
    fc.constantFrom('"', "'", "", "`"),
    attack,
  )
  .map(([name, equals, quote, value]) => ` ${name}${equals}${quote}${value}${quote}`);
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom("<", "<", "<", "</", "< ", "<\u0000"),
        tag,
        fc.array(attribute, { maxLength: 3 }),
        fc.constantFrom(">", ">", "/>", "", "\n>"),
      )
      .map(([open, name, attributes, close]) => open + name + attributes.join("") + close),
  },
  { weight: 2, arbitrary: tag.map((name) => `</${name}>`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...'<!--|-->|--!>|<!-->|<!--->|<![CDATA[|]]>|<?x|?>|<!doctype html>|\n\n|\n|\t|&lt;|&gt;|&amp;|&quot;|&#0;|\u0000|`|```\n|> |- |    |text|*|[x](javascript:run())|<https://a.example/">'.split(
        "|",
      ),
    ),
  },
  { weight: 1, arbitrary: attack },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
);
const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(""));

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.route("**", (route) =>
    route.request().url() === "https://page.example/"
      ? route.fulfill({ contentType: "text/html", body: "<!doctype html><title>x</title><body>" })
      : route.abort(),
  );
  await page.goto("https://page.example/");
  const require = createRequire(import.meta.url);
  await page.evaluate(readFileSync(require.resolve("dompurify/dist/purify.js"), "utf8"));
  await page.evaluate(() => {
    globalThis.judge = async (html) => {
      const faults = [];
      globalThis.run = () => faults.push("a script runs");
      const place = document.createElement("div");
      document.body.replaceChildren(place);
      place.innerHTML = html;
      const once = place.innerHTML;
      for (const element of place.querySelectorAll("*")) {
        for (const { name } of element.attributes) {
          if (/^on/i.test(name)) faults.push(`${element.localName} has ${name}`);
        }
        if (element.href && !/^(?:https?|mailto|tel):/.test(element.href))
          faults.push(`href ${element.href}`);
        element.dispatchEvent(new Event("error"));
        element.dispatchEvent(new Event("load"));
        if (element.localName !== "a" || element.target !== "")
          element.dispatchEvent(new MouseEvent("click"));
      }
      await new Promise((resolve) => setTimeout(resolve));
      place.innerHTML = once;
      if (place.innerHTML !== once) faults.push("reads differently the second time");
      const { DOMPurify } = globalThis;
      // The page is HTML: `-->` in an attribute does not end a comment.
      DOMPurify.sanitize(html, {
        ADD_ATTR: ["target"],
        ADD_URI_SAFE_ATTR: ["itemtype"],
        SAFE_FOR_XML: false,
      });
      for (const { element, attribute } of DOMPurify.removed) {
        if (element) faults.push(`DOMPurify removes ${element.nodeName}`);
        else faults.push(`DOMPurify removes ${attribute.name}="${attribute.value}"`);
      }
      return faults;
    };
  });
  const parsePost = createPostParser();
  await fuzz("fuzz:html", text, async (source) => {
    let post;
    try {
      post = await parsePost(`# x\n\n${source}`);
    } catch (error) {
      // A short text is sanitized, never rejected.
      return `refused: ${error.stack}`;
    }
    const feed = toFeedHtml(post.html, { url: "https://page.example/x/" });
    for (const html of [post.html, post.excerpt.html, feed]) {
      const faults = await page.evaluate((value) => globalThis.judge(value), html);
      if (faults.length > 0) return `${faults.join("\n")}\n\n${html}`;
    }
    return undefined;
  });
} finally {
  await browser.close();
}
