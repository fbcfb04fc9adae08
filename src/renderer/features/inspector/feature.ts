import { SlidersHorizontal } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { InspectorOverlay } from "./InspectorOverlay.tsx";
import { InspectorPanel } from "./InspectorPanel.tsx";

/** Sets text, classes and attributes of the selected element in the app's source. */
export const inspectorFeature: Feature = {
  id: "inspector",
  title: text.design.title,
  icon: SlidersHorizontal,
  rail: "top",
  side: InspectorPanel,
  overlay: InspectorOverlay,
};
