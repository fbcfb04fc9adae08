import type { ElementRef } from "../../../../common/apps/pageElement.ts";
import type { PageBridge } from "../../../client/pageBridge.ts";
import { useSelection } from "../../../client/selection.ts";

type Styles = readonly (readonly [property: string, value: string])[];

interface Tweak {
  readonly page: PageBridge;
  readonly element: ElementRef;
  readonly text: string | null;
}

let shown: Tweak | null = null;

/** Shows styles on the selected element, without writing anything. */
export function tweakStyles(styles: Styles): void {
  send(styles, null);
}

/** Shows another text on the selected element. */
export function tweakText(text: string): void {
  send([], text);
}

/** The element's text as the source makes it, whatever is shown in its place. */
export function ownTextOf(element: ElementRef): string {
  const isTweaked = shown?.text !== null && shown?.element.id === element.id;
  return (isTweaked ? shown?.element.text : element.text) ?? "";
}

/** Gives the element back what it had. */
export function endTweak(): void {
  const { page } = useSelection.getState();
  if (shown !== null && page === shown.page) {
    const ids = [shown.element.id];
    page.send({ type: "tweak", ids, styles: [], classes: null, text: null });
  }
  shown = null;
}

function send(styles: Styles, text: string | null): void {
  const { page, selected } = useSelection.getState();
  const element = selected.at(-1);
  if (page === null || element === undefined) return;
  // The page tells the text that is shown from now on: the first one is the element's own.
  const isSame = shown?.text !== null && shown?.element.id === element.id;
  shown = { page, text, element: isSame && shown !== null ? shown.element : element };
  page.send({
    type: "tweak",
    ids: [element.id],
    styles: styles.map(([property, value]) => [property, value]),
    classes: null,
    text,
  });
}
