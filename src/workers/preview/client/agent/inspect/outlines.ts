import type { BoxModel, Edges } from "../../../../../common/apps/pageElement.ts";
import { boxOf } from "../elementRefs.ts";

/** What is drawn around an element. */
export interface Outline {
  readonly element: Element;
  readonly kind: "hover" | "selected" | "highlight";
  /** What stands on its label; null draws none. */
  readonly label: string | null;
}

/** On the element itself: a rule of the app may match it, but not win. */
const HOST_STYLE = [
  "all: initial",
  "position: fixed",
  "inset: 0",
  "z-index: 2147483647",
  "display: block",
  "overflow: clip",
  "contain: strict",
  "pointer-events: none",
];

const STYLES = `
.frame { position: absolute; top: 0; left: 0; will-change: transform; }
.edge { position: absolute; inset: 0; box-sizing: border-box; }
.hover > .line { position: absolute; inset: -1px; border: 1px solid #3b82f6; }
.selected > .line { position: absolute; inset: -1.5px; border: 2px solid #2563eb; border-radius: 2px; }
.highlight > .line { position: absolute; inset: -1px; border: 1px dashed #7c3aed; background: #7c3aed14; }
.margin { border-style: solid; border-color: #f59e0b33; inset: auto; }
.padding { border-style: solid; border-color: #22c55e33; }
.label { position: absolute; left: -1px; top: 100%; margin-top: 3px; padding: 2px 6px; max-width: 60vw;
  font: 500 11px/16px ui-sans-serif, system-ui, sans-serif; color: #fff; background: #1d4ed8;
  border-radius: 3px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.label.above { top: auto; bottom: 100%; margin: 0 0 3px; }
.label.inside { top: auto; bottom: 3px; left: 3px; margin: 0; }
.label.right { left: auto; right: -1px; }
.size { opacity: 0.75; margin-left: 6px; font-variant-numeric: tabular-nums; }
.highlight > .label { background: #6d28d9; }
`;

const LABEL_ROOM = 24;
const LABEL_WIDTH = 180;

/**
 * Draws outlines over the page, in a shadow tree that neither takes part in the page's layout nor
 * gets its styles. It is in the page only while there is something to draw, and looks at the
 * elements once per frame, for they move.
 */
export class Outlines {
  readonly #host = document.createElement("studio-outlines");
  readonly #root = this.#host.attachShadow({ mode: "closed" });
  readonly #frames: Frame[] = [];
  #outlines: readonly Outline[] = [];
  #isRunning = false;

  constructor() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    this.#host.style.cssText = HOST_STYLE.map((rule) => `${rule} !important`).join(";");
  }

  /** Replaces what is drawn, with the next frame. */
  show(outlines: readonly Outline[]): void {
    this.#outlines = outlines;
    if (outlines.length === 0) this.#host.remove();
    else this.#raise();
    if (outlines.length > 0 && !this.#isRunning) {
      this.#isRunning = true;
      requestAnimationFrame(this.#draw);
    }
  }

  /** Above everything, also above what the page has put there. */
  #raise(): void {
    if (this.#host.isConnected && this.#host.nextElementSibling === null) return;
    document.documentElement.append(this.#host);
  }

  readonly #draw = (): void => {
    const shown = this.#outlines.filter(({ element }) => element.isConnected);
    this.#isRunning = shown.length > 0;
    if (!this.#isRunning) return this.#host.remove();
    shown.forEach((outline, i) => this.#frame(i).draw(outline));
    for (const frame of this.#frames.splice(shown.length)) frame.remove();
    requestAnimationFrame(this.#draw);
  };

  #frame(i: number): Frame {
    const known = this.#frames[i];
    if (known !== undefined) return known;
    const frame = new Frame(this.#root);
    this.#frames.push(frame);
    return frame;
  }
}

/** One element's outline. Touches the document only where something has changed. */
class Frame {
  readonly #frame = block("frame");
  readonly #margin = block("edge margin");
  readonly #padding = block("edge padding");
  readonly #line = block("line");
  readonly #label = block("label");
  readonly #name = document.createElement("span");
  readonly #size = document.createElement("span");
  #drawn = "";

  constructor(root: ShadowRoot) {
    this.#size.className = "size";
    this.#label.append(this.#name, this.#size);
    this.#frame.append(this.#margin, this.#padding, this.#line, this.#label);
    root.append(this.#frame);
  }

  draw({ element, kind, label }: Outline): void {
    const { x, y, width, height } = element.getBoundingClientRect();
    const isHover = kind === "hover";
    const box = isHover ? boxOf(element) : null;
    const state = [x, y, width, height, kind, label, JSON.stringify(box)].join();
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.#frame.className = `frame ${kind}`;
    this.#frame.style.cssText = `transform:translate(${x}px,${y}px);width:${width}px;height:${height}px`;
    this.#margin.hidden = box === null;
    this.#padding.hidden = box === null;
    if (box !== null) this.#drawBox(box);
    this.#drawLabel(label, { x, y, width, height });
  }

  remove(): void {
    this.#frame.remove();
  }

  #drawBox({ margin, border, padding }: BoxModel): void {
    const outside = map(margin, (side) => Math.max(side, 0));
    this.#margin.style.cssText = `inset:${widths(map(outside, (side) => -side))};border-width:${widths(outside)}`;
    this.#padding.style.cssText = `inset:${widths(border)};border-width:${widths(padding)}`;
  }

  #drawLabel(
    label: string | null,
    { x, y, width, height }: { x: number; y: number; width: number; height: number },
  ): void {
    this.#label.hidden = label === null;
    if (label === null) return;
    this.#name.textContent = label;
    this.#size.textContent = `${round(width)} × ${round(height)}`;
    const below = y + height + LABEL_ROOM < innerHeight;
    const above = y > LABEL_ROOM;
    const at = below ? "" : above ? " above" : " inside";
    const side = x + LABEL_WIDTH > innerWidth && x + width > LABEL_WIDTH ? " right" : "";
    this.#label.className = `label${at}${side}`;
  }
}

function block(className: string): HTMLDivElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

function map(edges: Edges, change: (side: number) => number): Edges {
  const { top, right, bottom, left } = edges;
  return { top: change(top), right: change(right), bottom: change(bottom), left: change(left) };
}

function widths({ top, right, bottom, left }: Edges): string {
  return `${top}px ${right}px ${bottom}px ${left}px`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
