import { Layers } from "lucide-react";
import { openSource } from "../../../client/openSource.ts";
import { usePageBridges } from "../../../client/pageBridge.ts";
import {
  selectElements,
  setInspecting,
  useSelection,
  walkSelection,
} from "../../../client/selection.ts";
import { text } from "../../../messages/text.ts";
import type { Feature } from "../../../ui/feature.ts";
import { LayersView } from "./LayersView.tsx";

const words = text.inspect;
const hasPage = (): boolean => usePageBridges.getState().bridges.length > 0;
const hasSelection = (): boolean => useSelection.getState().selected.length > 0;

/** The page as a tree, and the mode in which a click on the page selects. */
export const layersFeature: Feature = {
  id: "layers",
  title: words.layers.title,
  icon: Layers,
  rail: "top",
  side: LayersView,
  commands: [
    {
      id: "inspect.toggle",
      title: words.toggle,
      category: words.category,
      key: "mod+shift+c",
      when: hasPage,
      run: () => setInspecting(!useSelection.getState().inspecting),
    },
    {
      id: "inspect.clear",
      title: words.clear,
      category: words.category,
      when: hasSelection,
      run: () => {
        const { page } = useSelection.getState();
        if (page !== null) selectElements(page, []);
      },
    },
    {
      id: "inspect.parent",
      title: words.parent,
      category: words.category,
      when: hasSelection,
      run: () => walkSelection("parent"),
    },
    {
      id: "inspect.openSource",
      title: words.openSource,
      category: words.category,
      when: hasSelection,
      run: () => {
        const source = useSelection.getState().selected.at(-1)?.source ?? null;
        if (source !== null) openSource(source, { focus: true });
      },
    },
  ],
};
