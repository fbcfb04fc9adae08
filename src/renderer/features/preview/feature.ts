import { MonitorPlay } from "lucide-react";
import { usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { pageFrame } from "./activePage.ts";
import { currentPath } from "./pageHistory.ts";
import { usePage } from "./pageStore.ts";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { openInWindow } from "./PreviewToolbar.tsx";
import { SaveStatus } from "./SaveStatus.tsx";

const words = text.preview;
const category = words.category;
const hasPage = (): boolean => pageFrame.get() !== null;

/** The app's live page beside the code. */
export const previewFeature: Feature = {
  id: "preview",
  title: words.title,
  icon: MonitorPlay,
  preview: PreviewPanel,
  status: [{ id: "saves", side: "left", order: 10, component: SaveStatus }],
  commands: [
    {
      id: "preview.reload",
      title: words.reload,
      category,
      key: "mod+alt+r",
      when: hasPage,
      run: () => pageFrame.get()?.reload(),
    },
    {
      id: "preview.openWindow",
      title: words.openWindow,
      category,
      when: hasPage,
      run: () => {
        const url = usePreviewState.getState().value?.previewUrl ?? null;
        openInWindow(url, currentPath(usePage.getState().history));
      },
    },
    {
      id: "preview.back",
      title: words.back,
      category,
      when: hasPage,
      run: () => pageFrame.get()?.step(-1),
    },
    {
      id: "preview.forward",
      title: words.forward,
      category,
      when: hasPage,
      run: () => pageFrame.get()?.step(1),
    },
  ],
};
