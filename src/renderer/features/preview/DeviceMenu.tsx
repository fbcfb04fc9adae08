import { Laptop, type LucideIcon, Maximize, MoveDiagonal, Smartphone, Tablet } from "lucide-react";
import type { ReactElement } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { CHIP } from "../../ui/chip.ts";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { type Device, DEVICES, deviceOf } from "./devices.ts";
import { chooseDevice, resize, sizeOf, type Viewport } from "./viewports.ts";

const words = text.preview.viewport;

type Look = Device["kind"] | "free" | "responsive";

const ICONS: Readonly<Record<Look, LucideIcon>> = {
  responsive: Maximize,
  free: MoveDiagonal,
  phone: Smartphone,
  tablet: Tablet,
  computer: Laptop,
};

const FREE = { width: 960, height: 640 };

/** Which screen a viewport is. */
export function DeviceMenu(props: {
  readonly viewport: Viewport;
  /** `chip` in the toolbar, `plain` above a page. */
  readonly look: "chip" | "plain";
}): ReactElement {
  const { viewport, look } = props;
  const device = deviceOf(viewport.device);
  const isFree = viewport.size !== null;
  const name = isFree ? words.free : (device?.name ?? words.responsive);
  const Icon = ICONS[isFree ? "free" : (device?.kind ?? "responsive")];
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={words.device(name)}
          className={
            look === "chip"
              ? CHIP
              : "rounded-sm px-1 text-fg-2 hover:bg-hover hover:text-fg data-[state=open]:bg-active"
          }
        >
          {look === "chip" && (
            <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={1.75} />
          )}
          <span className="truncate">{name}</span>
        </button>
      }
      items={[
        {
          id: "responsive",
          label: words.responsive,
          hint: words.responsiveHint,
          checked: !isFree && device === null,
          run: () => chooseDevice(viewport.id, null),
        },
        {
          id: "free",
          label: words.free,
          hint: words.freeHint,
          checked: isFree,
          run: () => resize(viewport.id, sizeOf(viewport) ?? FREE),
        },
        ...(["phone", "tablet", "computer"] as const).flatMap((kind) => [
          { kind: "label" as const, id: kind, label: words.kinds[kind] },
          ...deviceItems(kind, viewport),
        ]),
      ]}
    />
  );
}

function deviceItems(kind: Device["kind"], viewport: Viewport): MenuItem[] {
  return DEVICES.filter((device) => device.kind === kind).map(({ id, name, width, height }) => ({
    id,
    label: name,
    hint: words.size(formatNumber(width), formatNumber(height)),
    checked: viewport.size === null && viewport.device === id,
    run: () => chooseDevice(viewport.id, id),
  }));
}
