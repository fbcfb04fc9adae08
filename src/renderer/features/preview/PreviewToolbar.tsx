import {
  ArrowLeft,
  ArrowRight,
  ExternalLink,
  type LucideIcon,
  Monitor,
  MoveHorizontal,
  RotateCw,
  Smartphone,
  Tablet,
} from "lucide-react";
import { type ReactElement, useState } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { CHIP } from "../../ui/chip.ts";
import { classNames } from "../../ui/classNames.ts";
import { runCommand } from "../../ui/commands.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { pageFrame } from "./activePage.ts";
import { chooseDevice, DEVICE_WIDTHS, DeviceId, useDevice } from "./devices.ts";
import { canStep, currentPath, typedPath } from "./pageHistory.ts";
import { usePage } from "./pageStore.ts";

const words = text.preview;

const DEVICE_ICONS: Readonly<Record<DeviceId, LucideIcon>> = {
  responsive: MoveHorizontal,
  phone: Smartphone,
  tablet: Tablet,
  desktop: Monitor,
};

/** Where the page is, and how wide. `url` is null while there is no page. */
export function PreviewToolbar({ url }: { readonly url: string | null }): ReactElement {
  const history = usePage((state) => state.history);
  const hasPage = url !== null;
  return (
    <header className="flex h-8.5 shrink-0 items-center gap-0.5 border-b border-line bg-panel px-1.5">
      <IconButton
        size="sm"
        icon={ArrowLeft}
        label={words.back}
        disabled={!hasPage || !canStep(history, -1)}
        onClick={() => pageFrame.get()?.step(-1)}
      />
      <IconButton
        size="sm"
        icon={ArrowRight}
        label={words.forward}
        disabled={!hasPage || !canStep(history, 1)}
        onClick={() => pageFrame.get()?.step(1)}
      />
      <IconButton
        size="sm"
        icon={RotateCw}
        label={words.reload}
        disabled={!hasPage}
        onClick={() => runCommand("preview.reload")}
      />
      <Address url={url} path={currentPath(history)} />
      <DeviceMenu />
      <IconButton
        size="sm"
        icon={ExternalLink}
        label={words.openWindow}
        disabled={!hasPage}
        onClick={() => openInWindow(url, currentPath(history))}
      />
    </header>
  );
}

export function openInWindow(url: string | null, path: string): void {
  if (url !== null) window.open(new URL(path, url).href, "_blank", "noopener,noreferrer");
}

function Address({ url, path }: { url: string | null; path: string }): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const title = usePage((state) => state.title);
  const shown = url === null ? "" : new URL(url).host + path;
  const target = typed === null || url === null ? null : typedPath(typed, url);
  const wrong = typed !== null && target === null;
  return (
    <input
      aria-label={words.address}
      title={title === "" ? undefined : title}
      aria-invalid={wrong || undefined}
      disabled={url === null}
      spellCheck={false}
      value={typed ?? shown}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        if (event.key === "Escape") setTyped(null);
        if (event.key !== "Enter" || url === null) return;
        const path = typedPath(event.currentTarget.value, url);
        if (path === null) return;
        setTyped(null);
        pageFrame.get()?.navigate(path);
      }}
      className={classNames(
        "mx-1 h-6 min-w-0 flex-1 rounded-md border bg-raised px-2 font-mono text-xs text-fg-2 focus:text-fg",
        wrong ? "border-err" : "border-line",
      )}
    />
  );
}

function DeviceMenu(): ReactElement {
  const { device } = useDevice();
  const Icon = DEVICE_ICONS[device];
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`${words.device.label}: ${words.device[device]}`}
          className={CHIP}
        >
          <Icon aria-hidden="true" className="size-3.5" strokeWidth={1.75} />
          {words.device[device]}
        </button>
      }
      items={DeviceId.options.map((id) => {
        const width = DEVICE_WIDTHS[id];
        return {
          id,
          label: words.device[id],
          ...(width === null ? {} : { hint: `${formatNumber(width)} px` }),
          checked: id === device,
          run: () => chooseDevice(id),
        };
      })}
    />
  );
}
