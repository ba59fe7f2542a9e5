import { describe, expect, test } from "vitest";
import { slugFromPath } from "../../src/slug/slug-from-path.ts";

describe("slugFromPath", () => {
  test.each([
    ["posts/queues.md", "queues"],
    ["queues.markdown", "queues"],
    ["posts/2024-05-01-queues.md", "queues"],
    ["posts/2017-2-5-queues.md", "queues"],
    ["posts/2024_05_01_queues.md", "queues"],
    ["posts/20240501-queues.md", "queues"],
    ["posts/2024-05-01.md", "2024-05-01"],
    ["posts/2024-13-01-queues.md", "2024-13-01-queues"],
    ["posts/12340501-queues.md", "12340501-queues"],
    ["posts/2024-review.md", "2024-review"],
    ["posts/queues/index.md", "queues"],
    ["posts/queues/_index.md", "queues"],
    ["posts/2024-05-01-queues/index.mdx", "queues"],
    // Translations have the slug of the original.
    ["posts/queues/index.ja.md", "queues"],
    ["posts/queues/index.pt-br.md", "queues"],
    ["posts/queues.ja.md", "queues"],
    ["posts/2024-05-01-queues.zh_Hant.mdx", "queues"],
    ["posts/queues.es-419.md", "queues"],
    // Middleman and DocPad name the page too.
    ["posts/2024-05-01-queues.html.markdown", "queues"],
    ["posts/queues/index.html.md", "queues"],
    ["posts/queues.fr.HTM.md", "queues"],
    ["posts/.html.md", "html"],
    ["posts/html.md", "html"],
    ["posts/queues-in-html.md", "queues-in-html"],
    // These end with other suffixes.
    ["posts/pdf.js.md", "pdf-js"],
    ["posts/socket.io.md", "socket-io"],
    ["posts/crates.io-incident.md", "crates-io-incident"],
    ["posts/v1.2.md", "v1-2"],
    ["posts/.fr.md", "fr"],
    ["index.md", "index"],
    ["posts\\02-backpressure\\index.mdx", "backpressure"],
    ["posts/01-first.md", "first"],
    ["posts/007_bond.md", "bond"],
    ["posts/10-reasons.md", "10-reasons"],
    ["posts/1.first.md", "first"],
    ["posts/27.v3-14.md", "v3-14"],
    ["posts/12. Für alle/index.md", "für-alle"],
    ["posts/10.14.md", "10-14"],
    ["posts/4.x-is-here.md", "4-x-is-here"],
    ["posts/3.js.md", "3-js"],
    ["posts/2.beta.md", "2-beta"],
    ["posts/404.md", "404"],
    ["posts/01.md", "01"],
    ["posts/Über uns.md", "über-uns"],
    ["../../secret.md", "secret"],
    ["../..", ""],
    ["posts/….md", ""],
    ["", ""],
  ])("%j → %j", (path, slug) => {
    expect(slugFromPath(path)).toBe(slug);
  });
});
