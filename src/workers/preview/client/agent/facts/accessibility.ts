import {
  computeAccessibleDescription,
  computeAccessibleName,
  getRole,
} from "dom-accessibility-api";
import type { ElementFacts } from "../../../../../common/apps/pageElement.ts";

const MAX_VALUE = 4000;

/** What assistive technology is told of an element. */
export function accessibilityOf(element: Element): ElementFacts["accessible"] {
  return {
    role: element.getAttribute("role")?.split(/\s+/)[0] || getRole(element),
    name: computeAccessibleName(element).slice(0, MAX_VALUE),
    description: computeAccessibleDescription(element).slice(0, MAX_VALUE),
    focusable: isFocusable(element),
  };
}

function isFocusable(element: Element): boolean {
  const hasFocus = element instanceof HTMLElement || element instanceof SVGElement;
  return hasFocus && element.tabIndex >= 0 && !element.matches(":disabled, [inert], [inert] *");
}
