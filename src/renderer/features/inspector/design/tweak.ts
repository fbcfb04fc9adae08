import { useSelection } from "../../../client/selection.ts";

type Styles = readonly (readonly [property: string, value: string])[];

let shown: { readonly page: object; readonly ids: readonly string[] } | null = null;

/** Shows styles on the selected element, without writing anything. */
export function tweakStyles(styles: Styles): void {
  send({ styles, text: null });
}

/** Shows another text on the selected element. */
export function tweakText(text: string): void {
  send({ styles: [], text });
}

/** Gives the element back what it had. */
export function endTweak(): void {
  const { page } = useSelection.getState();
  if (shown !== null && page === shown.page) {
    page.send({ type: "tweak", ids: [...shown.ids], styles: [], classes: null, text: null });
  }
  shown = null;
}

function send({ styles, text }: { readonly styles: Styles; readonly text: string | null }): void {
  const { page, selected } = useSelection.getState();
  const element = selected.at(-1);
  if (page === null || element === undefined) return;
  shown = { page, ids: [element.id] };
  page.send({
    type: "tweak",
    ids: [element.id],
    styles: styles.map(([property, value]) => [property, value]),
    classes: null,
    text,
  });
}
