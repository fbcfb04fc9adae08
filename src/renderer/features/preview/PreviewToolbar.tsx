import { ArrowLeft, ArrowRight, ExternalLink, RotateCw, SquareMousePointer } from "lucide-react";
import { type ReactElement, useState } from "react";
import { useSelection } from "../../client/selection.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { runCommand } from "../../ui/commands.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { pageFrame } from "./activePage.ts";
import { DeviceMenu } from "./DeviceMenu.tsx";
import { canStep, currentPath, typedPath } from "./pageHistory.ts";
import { usePage } from "./pageStore.ts";
import { RoutesMenu } from "./RoutesMenu.tsx";
import { SharePopover } from "./share/SharePopover.tsx";
import { ViewMenu } from "./ViewMenu.tsx";
import { useFrame } from "./viewports.ts";

const words = text.preview;

/** Where the page is, and how wide. `url` is null while there is no page. */
export function PreviewToolbar({ url }: { readonly url: string | null }): ReactElement {
  const history = usePage((state) => state.history);
  const hasPage = url !== null;
  const main = useFrame(({ viewports: [first] }) => first);
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
      <InspectButton disabled={!hasPage} />
      <RoutesMenu disabled={!hasPage} />
      {main !== undefined && <DeviceMenu viewport={main} look="chip" />}
      <ViewMenu />
      <SharePopover disabled={!hasPage} />
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

function InspectButton({ disabled }: { readonly disabled: boolean }): ReactElement {
  const inspecting = useSelection((selection) => selection.inspecting);
  return (
    <IconButton
      size="sm"
      icon={SquareMousePointer}
      label={text.inspect.toggle}
      pressed={inspecting}
      disabled={disabled}
      onClick={() => runCommand("inspect.toggle")}
    />
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
