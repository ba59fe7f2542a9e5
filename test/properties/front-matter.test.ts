import fc from "fast-check";
import { dump } from "js-yaml";
import { stringify } from "smol-toml";
import { afterEach, describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { formatDate } from "../../src/front-matter/format-date.ts";
import { parseDate } from "../../src/front-matter/parse-date.ts";
import { parseFrontMatterSync } from "../../src/front-matter/parse-front-matter.ts";
import { splitFrontMatter } from "../../src/front-matter/split-front-matter.ts";

/** Parts with a meaning in front matter, so that random texts reach most of the code. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."---|+++|...|;;;|\n|\r\n|\r|\uFEFF|{|}|[|]|\"|'|: |:|- |#|title: |date: |tags: |series: |draft: true|2024-05-01|2025-02-30|&a |*a|!!js |<<: |__proto__|\t|  |> |\\|@|%|,|<!-- x -->|title = |Title: x".split(
      "|",
    ),
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const soup = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
  fc
    .tuple(fc.constantFrom("---", "+++", "---json", ""), fc.array(piece, { maxLength: 40 }))
    .map(([fence, pieces]) => `${fence}\n${pieces.join("")}\n${fence.slice(0, 3)}\nText`),
);

/** The result or the errors for a source, without positions. */
function outcome(source: string): unknown {
  try {
    const { data, meta, body, bodyLine, messages } = parseFrontMatterSync(source);
    const place = ({ place: _, ...rest }: { place?: unknown }): object => rest;
    return {
      data,
      meta: { ...meta, series: meta.series.map(place) },
      body: body.replace(/\r\n?/g, "\n"),
      bodyLine,
      messages: messages.map(({ ruleId, name, reason }) => [ruleId, name, reason]),
    };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.messages.map(({ ruleId, name, reason }) => [ruleId, name, reason]);
  }
}

test("any text is parsed or rejected with a ContentError", () => {
  fc.assert(
    fc.property(soup, (source) => void outcome(source)),
    { numRuns: 2000 },
  );
});

test("CRLF, CR and LF, with and without a byte order mark, give the same result", () => {
  fc.assert(
    fc.property(soup, (text) => {
      const source = text.replace(/\r\n?/g, "\n").replace(/^\uFEFF+/, "");
      const expected = outcome(source);
      expect(outcome(source.replaceAll("\n", "\r\n"))).toEqual(expected);
      expect(outcome(source.replaceAll("\n", "\r"))).toEqual(expected);
      expect(outcome(`\uFEFF${source}`)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("splitting removes only fences, comments and blank lines", () => {
  fc.assert(
    fc.property(soup, (source) => {
      const { format, matter, body, bodyLine } = splitFrontMatter(source);
      const text = source.replace(/^\uFEFF/, "");
      expect(text.endsWith(body)).toBe(true);
      const head = text.slice(0, text.length - body.length);
      expect(head.split(/\r\n|\n|\r/).length - (/[\r\n]$/.test(head) || head === "" ? 0 : -1)).toBe(bodyLine);
      expect(head).toContain(matter);
      if (format === undefined && matter === "") expect(body).toBe(text);
      const at = head.indexOf(matter);
      const rest = head.slice(0, at) + head.slice(at + matter.length);
      expect(rest.replace(/<!--[\s\S]*?-->/g, "")).toMatch(
        /^\s*(?:(?:---|\+\+\+|;;;|\.\.\.)[ \t]*[\w+#.-]*\s*)*$/,
      );
    }),
    { numRuns: 2000 },
  );
});

test("`blank` keeps the line number of every line in the body", () => {
  fc.assert(
    fc.property(soup, (source) => {
      const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
      const { body, bodyLine } = splitFrontMatter(source, { blank: true });
      // Without a line ending after the front matter, the body starts on a line that does not exist.
      const of = (all: string[]): string => all.slice(bodyLine - 1).join("\n");
      expect(of(body.split(/\r\n|\n|\r/))).toBe(of(lines));
    }),
  );
});

test("every position is in the source", () => {
  fc.assert(
    fc.property(soup, (source) => {
      let messages: readonly { place?: unknown; line?: number; column?: number }[];
      try {
        messages = parseFrontMatterSync(source).messages;
      } catch (error) {
        messages = (error as ContentError).messages;
      }
      const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
      for (const { place } of messages) {
        const start = (place as { start?: { line: number; column: number; offset: number } }).start ?? place;
        const { line, column, offset } = start as { line: number; column: number; offset: number };
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
        expect(offset).toBeLessThanOrEqual(source.length);
      }
    }),
    { numRuns: 1000 },
  );
});

const json = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
  fc.jsonValue({
    maxDepth: 3,
    stringUnit: "grapheme-ascii",
    noUnicodeString: true,
  } as fc.JsonSharedConstraints),
  { maxKeys: 5 },
);
const data = json.filter((value) => !/[\u0000-\u001F]|\\u00[01]|__proto__/.test(JSON.stringify(value)));

describe("data is read back", () => {
  test("from YAML written by js-yaml", () => {
    fc.assert(
      fc.property(data, (value) => {
        // A known key can contain an invalid date, for example, which is not tested here.
        const source = `---\nz: 0\n${dump({ x: value }, { lineWidth: 40 })}---\n`;
        expect(parseFrontMatterSync(source).data).toEqual({ z: 0, x: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });

  test("from JSON", () => {
    fc.assert(
      fc.property(data, fc.constantFrom(0, 2), (value, indent) => {
        const source = `${JSON.stringify({ x: value }, undefined, indent)}\nText`;
        expect(parseFrontMatterSync(source)).toMatchObject({
          data: { x: JSON.parse(JSON.stringify(value)) },
          body: "Text",
        });
      }),
    );
  });

  test("from TOML written by smol-toml, with the position of each value", () => {
    const scalar = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean());
    const table = fc.dictionary(fc.stringMatching(/^[a-z" .]{1,6}$/), fc.oneof(scalar, fc.array(scalar)), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(fc.record({ x: table, list: fc.array(table, { minLength: 1, maxLength: 3 }) }), (value) => {
        const source = `+++\n${stringify(value)}\n+++\n`;
        if (/\\u00[01]|\\b|\\f/.test(source)) return;
        const parsed = parseFrontMatterSync(source);
        expect(parsed.data).toEqual(value);
        const check = (path: (string | number)[], item: unknown): void => {
          if (typeof item === "object") {
            for (const [key, inner] of Object.entries(item as object)) {
              check([...path, Array.isArray(item) ? Number(key) : key], inner);
            }
          } else {
            const place = parsed.placeOf(...path);
            const text = source.slice(place?.start.offset, place?.end.offset);
            expect(text).toBe(
              typeof item === "string" ? stringify({ k: item }).slice(4).trimEnd() : String(item),
            );
          }
        };
        check([], value);
      }),
    );
  });
});

describe("dates", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test("a day is the same in every time zone, and does not shift when it is formatted", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        fc.constantFrom("Pacific/Apia", "America/New_York", "UTC", "Pacific/Kiritimati", "America/St_Johns"),
        (date, timeZone) => {
          process.env.TZ = timeZone;
          const day = date.toISOString().slice(0, 10);
          const parsed = parseDate(day);
          expect(parsed).toEqual({ date: new Date(`${day}T00:00:00Z`), dateOnly: true });
          const written = formatDate(parsed?.date as Date, {
            locale: "en-CA",
            dateOnly: true,
            timeZone,
            year: "numeric",
            month: "2-digit",
            day: "2-digit",
          });
          expect(written).toBe(day);
          expect(parseDate(date.toISOString())?.date).toEqual(date);
          expect(parseDate(date.toUTCString())?.date.getTime()).toBe(
            Math.floor(date.getTime() / 1000) * 1000,
          );
        },
      ),
    );
  });

  test("any text is a valid date or undefined", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]?[\d:]{0,8}$/)),
        (text) => {
          const parsed = parseDate(text);
          if (parsed) expect(Number.isNaN(parsed.date.getTime())).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
