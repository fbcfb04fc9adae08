import type { ElementFacts } from "../../../../../common/apps/pageElement.ts";
import { accessibilityOf } from "./accessibility.ts";
import { contrastOf } from "./contrast.ts";
import { listenersOf } from "./listeners.ts";
import { componentFacts } from "./component.ts";
import { stylesOf } from "./styles.ts";

const MAX_ATTRIBUTES = 200;
const MAX_VALUE = 4000;

/** Everything the inspector shows of one element. */
export function factsOf(element: Element): ElementFacts {
  return {
    ...componentFacts(element),
    ...stylesOf(element),
    attributes: [...element.attributes].slice(0, MAX_ATTRIBUTES).map(({ name, value }) => ({
      name: name.slice(0, 200),
      value: value.slice(0, MAX_VALUE),
    })),
    accessible: accessibilityOf(element),
    contrast: contrastOf(element),
    listeners: listenersOf(element),
  };
}
