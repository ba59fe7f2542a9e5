/**
 * Texts on the page with too little contrast: less than 4.5:1 by the formula of WCAG 2.2. Includes text nodes,
 * generated content before and after elements, and list markers; opacity, translucent layers and `grayscale(1)` are
 * taken into account. Runs in the browser, so it contains everything that it needs.
 */
export function faintTexts(): string[] {
  type Color = [number, number, number, number];
  const canvas = document
    .createElement("canvas")
    .getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const known = new Map<string, Color>();
  // Through a canvas, so that every color notation becomes numbers.
  const toColor = (text: string): Color => {
    let color = known.get(text);
    if (!color) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      color = [r, g, b, a / 255];
      known.set(text, color);
    }
    return color;
  };
  const over = ([r, g, b, a]: Color, [r2, g2, b2]: Color): Color => [
    r * a + r2 * (1 - a),
    g * a + g2 * (1 - a),
    b * a + b2 * (1 - a),
    1,
  ];
  const upwards = (element: Element): Element[] => {
    const line: Element[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) line.push(at);
    return line;
  };
  const isGray = (element: Element): boolean =>
    upwards(element).some((at) => getComputedStyle(at).filter === "grayscale(1)");
  // The filter applies to the encoded values, not to linear light.
  const paint = (color: Color, gray: boolean): Color => {
    const [r, g, b, a] = color;
    const value = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return gray ? [value, value, value, a] : color;
  };
  const backdropOf = (element: Element): Color => {
    const layers: Color[] = [];
    for (const at of upwards(element)) {
      layers.push(paint(toColor(getComputedStyle(at).backgroundColor), isGray(at)));
      if ((layers.at(-1)?.[3] ?? 0) === 1) break;
    }
    return layers.reduceRight<Color>((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const luminance = (color: Color): number => {
    const [r = 0, g = 0, b = 0] = color.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const faint: string[] = [];
  const check = (element: Element, text: string, pseudo?: string): void => {
    const style = getComputedStyle(element, pseudo);
    const opacity = upwards(element).reduce(
      (all, at) => all * Number(getComputedStyle(at).opacity),
      pseudo === undefined || pseudo === "::marker" ? 1 : Number(style.opacity),
    );
    const gray = isGray(element);
    const behind = backdropOf(element);
    const backdrop = pseudo ? over(paint(toColor(style.backgroundColor), gray), behind) : behind;
    const [r, g, b, a] = paint(toColor(style.color), gray);
    const [light = 0, dark = 0] = [
      luminance(over([r, g, b, a * opacity], backdrop)),
      luminance(backdrop),
    ].sort((x, y) => y - x);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) {
      const name = `${element.tagName}.${element.className}${pseudo ?? ""}`;
      faint.push(`${ratio.toFixed(2)} ${name} ${text.slice(0, 30)}`);
    }
  };
  const isHidden = (element: Element): boolean =>
    !element.checkVisibility() || element.closest(".sr-only, .shiki-label, .skip:not(:focus)") !== null;

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? "";
    const element = texts.currentNode.parentElement;
    if (text !== "" && element && !isHidden(element)) check(element, text);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (isHidden(element)) continue;
    for (const pseudo of ["::before", "::after"]) {
      const text = /^"((?:[^"\\]|\\.)+)"/.exec(getComputedStyle(element, pseudo).content)?.[1]?.trim();
      if (text) check(element, text, pseudo);
    }
    const { display, listStyleType } = getComputedStyle(element);
    if (display === "list-item" && listStyleType !== "none") check(element, listStyleType, "::marker");
  }
  return faint;
}
