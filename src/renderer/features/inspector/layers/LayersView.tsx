import { Layers } from "lucide-react";
import { type ReactElement, useEffect } from "react";
import { useStore } from "zustand";
import { type PageBridge, usePageBridges } from "../../../client/pageBridge.ts";
import { text } from "../../../messages/text.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { InspectButton } from "./InspectButton.tsx";
import { LayerTree } from "./LayerTree.tsx";
import { useLayers, watchLayers } from "./layersStore.ts";

const words = text.inspect.layers;

/** The page's elements as a tree, in step with the page and its selection. */
export function LayersView(): ReactElement {
  const page = usePageBridges(({ bridges }) => bridges[0] ?? null);
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex h-8.5 shrink-0 items-center border-b border-line pr-1.5 pl-3">
        <h2 className="min-w-0 flex-1 truncate text-xs font-semibold text-fg">{words.title}</h2>
        <InspectButton />
      </header>
      {page === null ? (
        <EmptyState icon={Layers} title={words.noPage.title} body={words.noPage.body} />
      ) : (
        <PageLayers key={page.origin} page={page} />
      )}
    </section>
  );
}

function PageLayers({ page }: { readonly page: PageBridge }): ReactElement {
  const state = useStore(page.facts, (facts) => facts.state);
  const isEmpty = useLayers(({ children }) => (children.get(null)?.length ?? 0) === 0);
  useEffect(() => watchLayers(page), [page]);
  if (state.kind === "absent") {
    return <EmptyState icon={Layers} title={words.noAgent.title} body={words.noAgent.body} />;
  }
  if (isEmpty) {
    const about = state.kind === "connected" ? words.empty : words.noPage;
    return <EmptyState icon={Layers} title={about.title} body={about.body} />;
  }
  return <LayerTree page={page} />;
}
