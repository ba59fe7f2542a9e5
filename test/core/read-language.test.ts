import { expect, test } from "vitest";
import { readLanguage } from "../../src/core/read-language.ts";

test.each([
  ["en", "en"],
  [" EN ", "en"],
  ["yue", "yue"],
  ["cmn", "cmn"],
  ["pt_BR", "pt-BR"],
  ["zh_hant_hk", "zh-Hant-HK"],
  ["es-419", "es-419"],
  ["de-1996", "de-1996"],
  ["sl-rozaj-biske", "sl-rozaj-biske"],
  ["zh-cmn-Hans-CN", "zh-cmn-Hans-CN"],
  ["en-US-u-ca-gregory-x-AB", "en-US-u-ca-gregory-x-ab"],
  ["x-Klingon", "x-klingon"],
  ["i-klingon", "i-klingon"],
  ["en-GB-oed", "en-GB-oed"],
  ["und", "und"],
])("%s is the language tag %s", (written, tag) => {
  expect(readLanguage(written)).toBe(tag);
});

test.each([
  "",
  "e",
  "none",
  "English",
  "not a language",
  "en-",
  "en--US",
  "en-US-GB",
  "en-u",
  "x",
  "1a",
  `en${"-variant1".repeat(20)}`,
  5,
  null,
])("%s is not a language tag", (written) => {
  expect(readLanguage(written)).toBeUndefined();
});
