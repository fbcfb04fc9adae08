import { type ReactElement, useEffect, useState } from "react";
import type { ElementFacts, ElementRef } from "../../../../common/apps/pageElement.ts";
import type { NoAnswer, PageBridge } from "../../../client/pageBridge.ts";
import { text } from "../../../messages/text.ts";
import { AccessibilityFacts } from "./AccessibilityFacts.tsx";
import { FactSection, ValueList } from "./FactSection.tsx";
import { StyleFacts } from "./StyleFacts.tsx";

const words = text.inspect.facts;

interface ElementFactsViewProps {
  readonly page: PageBridge;
  readonly element: ElementRef;
}

type Read =
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly facts: ElementFacts | null }
  | { readonly kind: "failed"; readonly reason: NoAnswer };

/** Everything the page can tell of one element: sections to stand in the inspector panel. */
export function ElementFactsView({ page, element }: ElementFactsViewProps): ReactElement {
  const read = useFacts(page, element);
  if (read.kind === "reading") return <Note>{words.loading}</Note>;
  if (read.kind === "failed") return <Note>{words.failed}</Note>;
  if (read.facts === null) return <Note>{words.gone}</Note>;
  return <Facts facts={read.facts} component={element.component} />;
}

function Facts({
  facts,
  component,
}: {
  facts: ElementFacts;
  component: string | null;
}): ReactElement {
  const { props, state, attributes, listeners } = facts;
  return (
    <>
      {component !== null && (
        <FactSection title={words.props(component)}>
          <ValueList values={props} />
        </FactSection>
      )}
      {component !== null && state !== null && state.length > 0 && (
        <FactSection title={words.state(component)}>
          <ValueList values={state} />
        </FactSection>
      )}
      <FactSection title={words.styles}>
        <StyleFacts facts={facts} />
      </FactSection>
      <FactSection title={words.accessibility}>
        <AccessibilityFacts facts={facts} />
      </FactSection>
      <FactSection title={words.attributes}>
        <ValueList values={attributes} />
      </FactSection>
      {listeners.length > 0 && (
        <FactSection title={words.listeners}>
          <ValueList
            values={listeners.map(({ type, via }) => ({ name: type, value: words.via[via] }))}
          />
        </FactSection>
      )}
    </>
  );
}

function Note({ children }: { readonly children: string }): ReactElement {
  return <p className="px-3 py-2 text-xs text-fg-3">{children}</p>;
}

/** Read anew whenever the element is told to have changed. */
function useFacts(page: PageBridge, element: ElementRef): Read {
  const [read, setRead] = useState<Read>({ kind: "reading" });
  useEffect(() => {
    let isCurrent = true;
    void page.ask({ ask: "facts", id: element.id }).then((answer) => {
      if (!isCurrent) return;
      setRead(
        answer.ok
          ? { kind: "read", facts: answer.value }
          : { kind: "failed", reason: answer.error },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [page, element]);
  return read;
}
