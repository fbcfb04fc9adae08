import type { ElementFacts } from "../../../../../common/apps/pageElement.ts";
import { ownText } from "../elementRefs.ts";

interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** 0 to 1. */
  readonly a: number;
}

const WHITE: Color = { r: 255, g: 255, b: 255, a: 1 };
const BLACK: Color = { r: 0, g: 0, b: 0, a: 1 };

/** WCAG 2's contrast of an element's own text. Null where an image or a filter lies beneath it. */
export function contrastOf(element: Element): ElementFacts["contrast"] {
  if (ownText(element) === null) return null;
  const background = backgroundOf(element);
  const style = getComputedStyle(element);
  const foreground = readColor(style.color);
  if (background === null || foreground === null) return null;
  const seen = over(foreground, background);
  return {
    ratio: Math.round(ratioOf(seen, background) * 100) / 100,
    foreground: hex(seen),
    background: hex(background),
    needed: isLarge(style) ? 3 : 4.5,
  };
}

function backgroundOf(element: Element): Color | null {
  const layers: Color[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (
      style.backgroundImage !== "none" ||
      style.opacity !== "1" ||
      style.mixBlendMode !== "normal"
    )
      return null;
    const color = readColor(style.backgroundColor);
    if (color === null) return null;
    layers.unshift(color);
    if (color.a === 1) break;
  }
  const isDark = getComputedStyle(document.documentElement).colorScheme.startsWith("dark");
  return layers.reduce((below, layer) => over(layer, below), isDark ? BLACK : WHITE);
}

/** Painted on a canvas: the one way to read every color a style sheet can write. */
let canvas: CanvasRenderingContext2D | null | undefined;

function readColor(text: string): Color | null {
  if (canvas === undefined) canvas = onePixel();
  if (canvas === null) return null;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = "#0000";
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return { r, g, b, a: a / 255 };
}

function onePixel(): CanvasRenderingContext2D | null {
  const element = document.createElement("canvas");
  element.width = 1;
  element.height = 1;
  return element.getContext("2d", { willReadFrequently: true });
}

function over(top: Color, below: Color): Color {
  const mix = (from: number, to: number): number => from * top.a + to * (1 - top.a);
  return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
}

function ratioOf(one: Color, other: Color): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance({ r, g, b }: Color): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function isLarge({ fontSize, fontWeight }: CSSStyleDeclaration): boolean {
  const pixels = Number.parseFloat(fontSize);
  return pixels >= 24 || (pixels >= 18.66 && Number(fontWeight) >= 700);
}

function hex({ r, g, b }: Color): string {
  const digits = [r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, "0"));
  return `#${digits.join("")}`;
}
