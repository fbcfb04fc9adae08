import { ArrowDown, ArrowUp, Copy, SquareMousePointer, Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { ElementRef } from "../../../common/apps/pageElement.ts";
import { openSource } from "../../client/openSource.ts";
import type { PageBridge } from "../../client/pageBridge.ts";
import { selectElements, setInspecting, useSelection } from "../../client/selection.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { DesignControls } from "./design/DesignControls.tsx";
import { placeOf, requestEdit } from "./design/designEdits.ts";
import { useFreshTheme } from "./design/designTheme.ts";
import { PlanCard } from "./design/PlanCard.tsx";
import { ElementFactsView } from "./facts/ElementFactsView.tsx";
import { InspectButton } from "./layers/InspectButton.tsx";

const words = text.design;

/** The selected element: what it is, what can be set on it, and what that does to the source. */
export function InspectorPanel(): ReactElement {
  const element = useSelection(({ selected }) => selected.at(-1) ?? null);
  const page = useSelection((selection) => selection.page);
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex h-8.5 shrink-0 items-center border-b border-line pr-1.5 pl-3">
        <h2 className="min-w-0 flex-1 truncate text-xs font-semibold text-fg">{words.title}</h2>
        <InspectButton />
      </header>
      {element === null || page === null ? (
        <EmptyState
          icon={SquareMousePointer}
          title={words.empty.title}
          body={words.empty.body}
          action={
            <Button size="sm" onClick={() => setInspecting(true)}>
              {words.empty.action}
            </Button>
          }
        />
      ) : (
        <Inspected element={element} page={page} />
      )}
    </section>
  );
}

type Tab = "design" | "facts";

function Inspected({
  element,
  page,
}: {
  readonly element: ElementRef;
  readonly page: PageBridge;
}): ReactElement {
  const [tab, setTab] = useState<Tab>("design");
  const count = useSelection(({ selected }) => selected.length);
  return (
    <>
      <ElementHeader element={element} page={page} />
      <div className="flex shrink-0 items-center justify-between border-b border-line px-3 pb-2">
        <Segmented
          label={words.title}
          segments={[
            { id: "design", label: words.tabs.design },
            { id: "facts", label: words.tabs.facts },
          ]}
          value={tab}
          onChange={setTab}
        />
        {placeOf(element.source) !== null && <StructureButtons />}
      </div>
      {count > 1 && <p className="px-3 py-1.5 text-xs text-fg-2">{words.several(count)}</p>}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {tab === "facts" ? (
          <ElementFactsView page={page} element={element} />
        ) : (
          <Design element={element} />
        )}
      </div>
      <PlanCard />
    </>
  );
}

function Design({ element }: { readonly element: ElementRef }): ReactElement {
  const { theme, problem } = useFreshTheme(element.id);
  if (element.source === null) {
    const reason =
      element.noSource === null ? words.noSource.body : text.inspect.noSource[element.noSource];
    return <EmptyState title={words.noSource.title} body={reason} />;
  }
  if (!element.source.sure) return <EmptyState title={words.noSource.title} body={words.unsure} />;
  if (theme === null)
    return <p className="px-3 py-2 text-xs text-fg-3">{problem?.message ?? words.reading}</p>;
  return <DesignControls element={element} theme={theme} />;
}

/** What it is, where it was written, and what it is in. */
function ElementHeader({
  element,
  page,
}: {
  readonly element: ElementRef;
  readonly page: PageBridge;
}): ReactElement {
  const { source, owners, tag, rect } = element;
  const place = source === null ? null : `${source.file}:${source.line}`;
  return (
    <div className="flex shrink-0 flex-col gap-1 px-3 py-2">
      <div className="flex items-baseline gap-2">
        <span className="truncate font-mono text-sm font-semibold text-fg">{`<${tag}>`}</span>
        <span className="flex-1" />
        <span className="text-xs whitespace-nowrap text-fg-3 tabular-nums">
          {`${Math.round(rect.width)} × ${Math.round(rect.height)}`}
        </span>
      </div>
      {source !== null && place !== null && (
        <button
          type="button"
          aria-label={words.open(place)}
          onClick={() => openSource(source, { focus: true })}
          className="max-w-full self-start truncate text-left font-mono text-[11px] text-accent hover:underline"
        >
          {place}
        </button>
      )}
      {owners.length > 0 && (
        <nav
          aria-label={words.breadcrumbs}
          className="flex min-w-0 gap-1 overflow-hidden text-xs text-fg-3"
        >
          {owners
            .slice(0, 4)
            .toReversed()
            .map(({ name, element: id }, index) => (
              <span key={`${index} ${name}`} className="flex min-w-0 gap-1">
                <button
                  type="button"
                  disabled={id === null}
                  onClick={() => id !== null && selectElements(page, [id])}
                  className="truncate enabled:hover:text-fg enabled:hover:underline"
                >
                  {name}
                </button>
                <span aria-hidden="true">›</span>
              </span>
            ))}
          <span className="text-fg-2">{tag}</span>
        </nav>
      )}
    </div>
  );
}

function StructureButtons(): ReactElement {
  return (
    <div className="flex gap-0.5">
      <IconButton
        size="sm"
        icon={ArrowUp}
        label={words.moveUp}
        onClick={() => void requestEdit({ kind: "move", by: -1 })}
      />
      <IconButton
        size="sm"
        icon={ArrowDown}
        label={words.moveDown}
        onClick={() => void requestEdit({ kind: "move", by: 1 })}
      />
      <IconButton
        size="sm"
        icon={Copy}
        label={words.duplicate}
        onClick={() => void requestEdit({ kind: "duplicate" })}
      />
      <IconButton
        size="sm"
        icon={Trash2}
        label={words.remove}
        onClick={() => void requestEdit({ kind: "delete" })}
      />
    </div>
  );
}
