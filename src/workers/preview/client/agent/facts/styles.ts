import type { StyleFact } from "../../../../../common/apps/pageElement.ts";
import { type Declaration, matchingDeclarations, sheetsOf } from "./styleRules.ts";
import { beats } from "./cascade.ts";

const MAX_STYLES = 300;
const MAX_VALUE = 4000;

/** What is worth showing even where no rule says it. */
const ALWAYS = [
  "display",
  "position",
  "width",
  "height",
  "color",
  "background-color",
  "font-family",
  "font-size",
  "font-weight",
  "line-height",
];

/**
 * The properties that rules say of an element, each with the declaration that won the cascade,
 * and the few that matter always.
 */
export function stylesOf(element: Element): { styles: StyleFact[]; unreadableSheets: number } {
  const { sheets, unreadable } = sheetsOf(element);
  const won = new Map<string, Declaration>();
  for (const declaration of matchingDeclarations(element, sheets)) {
    const best = won.get(declaration.property);
    if (best === undefined || beats(declaration, best)) won.set(declaration.property, declaration);
  }
  const computed = getComputedStyle(element);
  const properties = [...new Set([...ALWAYS, ...won.keys()])].filter(
    (name) => !name.startsWith("--"),
  );
  const styles = properties.slice(0, MAX_STYLES).map((property): StyleFact => {
    const declaration = won.get(property);
    return {
      property,
      value: computed.getPropertyValue(property).slice(0, MAX_VALUE),
      rule: declaration === undefined ? null : ruleOf(declaration),
    };
  });
  return { styles, unreadableSheets: unreadable };
}

function ruleOf({ selector, value, important, conditions, sheet }: Declaration): StyleFact["rule"] {
  return {
    selector: selector.slice(0, MAX_VALUE),
    declared: value.slice(0, MAX_VALUE),
    important,
    conditions: conditions.slice(0, 10).map((condition) => condition.slice(0, MAX_VALUE)),
    sheet: sheet?.slice(0, MAX_VALUE) ?? null,
  };
}
