import { expect, test } from "vitest";
import { parseHtml } from "../../src/html/parse-html.ts";
import { toPlainText } from "../../src/markdown/extract.ts";

test.each([
  ["<mfrac><mn>1</mn><mn>2</mn></mfrac>", "(1)/(2)"],
  ["<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"],
  ["<mroot><mi>x</mi><mn>3</mn></mroot>", "√[3](x)"],
  ["<msup><mi>x</mi><mn>2</mn></msup>", "x^2"],
  ["<msup><mi>x</mi><mn>10</mn></msup>", "x^(10)"],
  ["<msup><mi>x</mi><mi>𝑛</mi></msup>", "x^𝑛"],
  ["<mover><mi>x</mi><mo>¯</mo></mover>", "x^¯"],
  ["<msub><mi>a</mi><mi>i</mi></msub>", "a_i"],
  ["<munder><mo>max</mo><mi>i</mi></munder>", "max_i"],
  ["<msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup>", "a_i^2"],
  ["<munderover><mo>∑</mo><mn>0</mn><mi>n</mi></munderover>", "∑_0^n"],
  [
    "<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mlabeledtr><mtd>3</mtd><mtd>4</mtd></mlabeledtr></mtable>",
    "1, 2; 3, 4",
  ],
  ["<maction><mi>a</mi><mi>b</mi></maction>", "a"],
  ["<mi>a</mi><mspace></mspace><mi>b</mi>", "a b"],
  ["<mi>a</mi><mphantom><mi>b</mi></mphantom><mi>c</mi>", "ac"],
  ["<mi>f</mi><mo>\u2061</mo><mi> x </mi>", "fx"],
  ["<mtext>if  and\nonly if</mtext>", "if and only if"],
  ["<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"],
  [
    '<mfenced open="[" close="]" separators="; |"><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>',
    "[a;b|c|d]",
  ],
  ["<mi>a</mi><!-- b --><mi>c</mi>", "ac"],
  ["<mi>a</mi><annotation-xml><mi>b</mi></annotation-xml><mi>c</mi>", "ac"],
  ["<mi>a</mi><annotation encoding='MathML-Content'>b</annotation><mi>c</mi>", "ac"],
  ["<mi>a</mi><style>b</style><script>c</script><mi>d</mi>", "ad"],
  ["<mfenced separators=''><mi>a</mi><mi>b</mi></mfenced>", "(ab)"],
  ["<mrow><mi> a </mi> <mo>=</mo> <mi>b</mi></mrow>", "a=b"],
  // The TeX source in the formula is its text.
  ['<semantics><mi>x</mi><annotation encoding="application/x-tex"> \\xi </annotation></semantics>', "\\xi"],
  ["<semantics><mi>x</mi><annotation>\\xi</annotation></semantics>", "\\xi"],
  ['<semantics><mi>x</mi><annotation encoding="LaTeX">\\xi</annotation></semantics>', "\\xi"],
  ['<semantics><mi>x</mi><annotation encoding="text/plain">y</annotation></semantics>', "x"],
  ['<semantics><mi>x</mi><annotation encoding="StarMath 5.0">y</annotation></semantics>', "x"],
])("%s is read as %s", (inner, text) => {
  expect(toPlainText(parseHtml(`<p>so <math>${inner}</math>.</p>`))).toBe(`so ${text}.`);
});

test("the alternative text replaces a formula", () => {
  expect(toPlainText(parseHtml('<math alttext="x squared"><mi>x</mi></math>'))).toBe("x squared");
});
