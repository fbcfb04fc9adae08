import { useEffect, useState } from "react";
import type { ElementFacts, ElementRef } from "../../../../common/apps/pageElement.ts";
import { useSelection } from "../../../client/selection.ts";

/** What the page tells of an element, read anew when it changes; null until it is told. */
export function useElementFacts(element: ElementRef): ElementFacts | null {
  const page = useSelection((selection) => selection.page);
  const [facts, setFacts] = useState<ElementFacts | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void page?.ask({ ask: "facts", id: element.id }).then((answer) => {
      if (isCurrent) setFacts(answer.ok ? answer.value : null);
    });
    return () => {
      isCurrent = false;
    };
  }, [page, element]);
  return facts;
}
