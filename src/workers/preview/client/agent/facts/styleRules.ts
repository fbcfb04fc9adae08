import { type Specificity, specificityOf, splitSelectors } from "./cascade.ts";
import { LayerOrder } from "./layerOrder.ts";
import { sheetName } from "./sheetName.ts";

/** One property as a rule says it of an element. */
export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
  readonly selector: string;
  readonly specificity: Specificity;
  readonly isInline: boolean;
  /** Place of its cascade layer; unlayered rules come after all layers. */
  readonly layer: number;
  readonly order: number;
  readonly conditions: readonly string[];
  readonly sheet: string | null;
}

export interface Sheets {
  readonly sheets: readonly CSSStyleSheet[];
  /** Of other origins: the browser does not let the page read them. */
  readonly unreadable: number;
}

export function sheetsOf(element: Element): Sheets {
  const root = element.getRootNode();
  const scope = root instanceof ShadowRoot ? root : document;
  const all = [...scope.styleSheets, ...scope.adoptedStyleSheets].filter(
    (sheet) => !sheet.disabled,
  );
  const sheets = all.filter(isReadable);
  return { sheets, unreadable: all.length - sheets.length };
}

function isReadable(sheet: CSSStyleSheet): boolean {
  try {
    return sheet.cssRules.length >= 0;
  } catch {
    return false;
  }
}

/** Every declaration that applies to the element, from all sheets and its own attribute. */
export function matchingDeclarations(
  element: Element,
  sheets: readonly CSSStyleSheet[],
): Declaration[] {
  const walk = new RuleWalk(element);
  for (const sheet of sheets) walk.sheet(sheet);
  return walk.finish();
}

interface Context {
  readonly sheet: string | null;
  readonly layer: string;
  readonly conditions: readonly string[];
  /** The selector that `&` stands for. */
  readonly parent: string | null;
}

type Found = Omit<Declaration, "layer"> & { readonly layerName: string };

class RuleWalk {
  readonly #element: Element;
  readonly #layers = new LayerOrder();
  readonly #found: Found[] = [];
  #order = 0;

  constructor(element: Element) {
    this.#element = element;
  }

  sheet(sheet: CSSStyleSheet): void {
    const conditions = sheet.media.length > 0 && !matchMedia(sheet.media.mediaText).matches;
    if (conditions) return;
    this.#rules(sheet.cssRules, {
      sheet: sheetName(sheet),
      layer: "",
      conditions: [],
      parent: null,
    });
  }

  finish(): Declaration[] {
    const { style } =
      this.#element instanceof HTMLElement || this.#element instanceof SVGElement
        ? this.#element
        : {};
    if (style !== undefined) {
      const context = { sheet: null, layer: "", conditions: [], parent: null };
      this.#declare(style, { selector: "style", specificity: [0, 0, 0], isInline: true }, context);
    }
    return this.#found.map(({ layerName, ...rest }) => ({
      ...rest,
      layer: this.#layers.placeOf(layerName),
    }));
  }

  #rules(rules: CSSRuleList, context: Context): void {
    for (const rule of rules) this.#rule(rule, context);
  }

  #rule(rule: CSSRule, context: Context): void {
    if (rule instanceof CSSStyleRule) return this.#styleRule(rule, context);
    if (rule instanceof CSSLayerStatementRule) return this.#layerNames(rule, context);
    if (rule instanceof CSSLayerBlockRule) return this.#layerBlock(rule, context);
    if (rule instanceof CSSImportRule) return this.#import(rule, context);
    if (!holds(rule)) return;
    if (rule instanceof CSSGroupingRule) {
      const condition = rule instanceof CSSConditionRule ? [conditionOf(rule)] : [];
      this.#rules(rule.cssRules, { ...context, conditions: [...context.conditions, ...condition] });
    } else if (
      "style" in rule &&
      rule.style instanceof CSSStyleDeclaration &&
      context.parent !== null
    ) {
      // Declarations that follow a nested rule.
      this.#declareFor(rule.style, context.parent, context);
    }
  }

  #layerNames({ nameList }: CSSLayerStatementRule, context: Context): void {
    for (const name of nameList) this.#layers.meet(joined(context.layer, name));
  }

  #layerBlock(rule: CSSLayerBlockRule, context: Context): void {
    const layer = joined(context.layer, rule.name || this.#layers.anonymous());
    this.#layers.meet(layer);
    this.#rules(rule.cssRules, { ...context, layer });
  }

  #import(rule: CSSImportRule, context: Context): void {
    if (rule.styleSheet === null || !isReadable(rule.styleSheet)) return;
    const layer = rule.layerName === null ? context.layer : joined(context.layer, rule.layerName);
    if (layer !== "") this.#layers.meet(layer);
    this.#rules(rule.styleSheet.cssRules, { ...context, layer, sheet: sheetName(rule.styleSheet) });
  }

  #styleRule(rule: CSSStyleRule, context: Context): void {
    const selector = resolved(rule.selectorText, context.parent);
    if (rule.style.length > 0) this.#declareFor(rule.style, selector, context);
    if (rule.cssRules.length > 0) this.#rules(rule.cssRules, { ...context, parent: selector });
  }

  #declareFor(style: CSSStyleDeclaration, selectors: string, context: Context): void {
    const matching = splitSelectors(selectors).filter((selector) =>
      matches(this.#element, selector),
    );
    const [best] = matching
      .map((selector) => ({ selector, specificity: specificityOf(selector) }))
      .toSorted((a, b) => weight(b.specificity) - weight(a.specificity));
    if (best !== undefined) this.#declare(style, { ...best, isInline: false }, context);
  }

  #declare(
    style: CSSStyleDeclaration,
    by: Pick<Declaration, "selector" | "specificity" | "isInline">,
    { sheet, layer, conditions }: Context,
  ): void {
    this.#order += 1;
    for (const property of style) {
      this.#found.push({
        ...by,
        property,
        value: style.getPropertyValue(property),
        important: style.getPropertyPriority(property) === "important",
        order: this.#order,
        layerName: layer,
        conditions,
        sheet,
      });
    }
  }
}

function holds(rule: CSSRule): boolean {
  if (rule instanceof CSSMediaRule) return matchMedia(rule.conditionText).matches;
  return !(rule instanceof CSSSupportsRule) || CSS.supports(rule.conditionText);
}

function joined(outer: string, inner: string): string {
  return outer === "" ? inner : `${outer}.${inner}`;
}

/** Nested selectors stand for themselves below or with their parent. */
function resolved(selector: string, parent: string | null): string {
  if (parent === null) return selector;
  const whole = `:is(${parent})`;
  return splitSelectors(selector)
    .map((part) => (part.includes("&") ? part.replaceAll("&", whole) : `${whole} ${part}`))
    .join(", ");
}

function conditionOf(rule: CSSConditionRule): string {
  const kind =
    rule instanceof CSSMediaRule
      ? "@media"
      : rule instanceof CSSSupportsRule
        ? "@supports"
        : "@container";
  return `${kind} ${rule.conditionText}`;
}

/** What the page's browser cannot parse (`::before`, a vendor's pseudo-class) applies to no element. */
function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
}

function weight([ids, classes, types]: Specificity): number {
  return ids * 1_000_000 + classes * 1000 + types;
}
