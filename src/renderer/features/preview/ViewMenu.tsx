import { SlidersHorizontal } from "lucide-react";
import type { ReactElement } from "react";
import { formatPercent } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { deviceOf } from "./devices.ts";
import type { Zoom } from "./fit.ts";
import {
  addViewport,
  chooseZoom,
  emulate,
  type Emulation,
  MAX_VIEWPORTS,
  useFrame,
} from "./viewports.ts";

const words = text.preview.viewport;

const ZOOMS: readonly Zoom[] = ["fit", 1, 0.75, 0.5];
const BESIDE = ["phone", "tablet", "desktop"] as const;

/** How the page is looked at: its zoom, the settings it is to see, the screens beside it. */
export function ViewMenu(): ReactElement {
  const { zoom, emulation, viewports } = useFrame();
  const pretends =
    emulation.scheme !== null || emulation.reducedMotion !== null || emulation.touch !== null;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          icon={SlidersHorizontal}
          label={pretends ? words.emulated : words.menu}
          size="sm"
          pressed={pretends}
        />
      }
      items={[
        { kind: "label", id: "zoom", label: words.zoom },
        ...ZOOMS.map((each): MenuItem => ({
          id: `zoom ${each}`,
          label: each === "fit" ? words.zoomFit : formatPercent(each),
          checked: zoom === each,
          run: () => chooseZoom(each),
        })),
        ...emulationItems(emulation),
        { kind: "label", id: "beside", label: words.add },
        ...BESIDE.map((id): MenuItem => ({
          id: `beside ${id}`,
          label: deviceOf(id)?.name ?? id,
          disabled: viewports.length >= MAX_VIEWPORTS,
          run: () => addViewport(id),
        })),
      ]}
    />
  );
}

function emulationItems({ scheme, reducedMotion, touch }: Emulation): MenuItem[] {
  const choice = (id: string, label: string, checked: boolean, change: Partial<Emulation>) => ({
    id,
    label,
    checked,
    run: () => emulate(change),
  });
  return [
    { kind: "label", id: "scheme", label: words.scheme },
    choice("scheme system", words.asSystem, scheme === null, { scheme: null }),
    choice("scheme light", words.light, scheme === "light", { scheme: "light" }),
    choice("scheme dark", words.dark, scheme === "dark", { scheme: "dark" }),
    { kind: "label", id: "motion", label: words.motion },
    choice("motion system", words.asSystem, reducedMotion === null, { reducedMotion: null }),
    choice("motion reduced", words.reduced, reducedMotion === true, { reducedMotion: true }),
    { kind: "label", id: "touch", label: words.touch },
    choice("touch device", words.asDevice, touch === null, { touch: null }),
    choice("touch on", words.touchOn, touch === true, { touch: true }),
  ];
}
