import { ClipboardCopy, ExternalLink, RotateCw } from "lucide-react";
import type { ReactElement } from "react";
import type { PreviewState } from "../../common/contracts/preview.ts";
import { usePreviewState } from "../client/facts.ts";
import { studio } from "../client/studio.ts";
import { text } from "../messages/text.ts";
import { CHIP } from "../ui/chip.ts";
import { Dot, type DotState } from "../ui/Dot.tsx";
import { Menu } from "../ui/Menu.tsx";
import { attempt } from "./attempt.ts";

const words = text.shell.environment;

const DOTS: Record<PreviewState["status"], DotState> = {
  stopped: "off",
  starting: "running",
  "catching-up": "running",
  ready: "ok",
  failed: "err",
};

/** Which environment the frame shows, how it is, and its address. */
export function EnvironmentChip(): ReactElement {
  const preview = usePreviewState(({ value }) => value);
  const status = preview?.status ?? "stopped";
  const url = preview?.previewUrl ?? null;
  return (
    <Menu
      items={[
        { kind: "label", id: "address", label: url ?? words.noAddress },
        {
          id: "copy",
          label: words.copyAddress,
          icon: ClipboardCopy,
          disabled: url === null,
          run: () => void navigator.clipboard.writeText(url ?? ""),
        },
        {
          id: "open",
          label: words.openInBrowser,
          icon: ExternalLink,
          disabled: url === null,
          run: () => void attempt(() => studio.studio.openExternal.mutate({ url: url ?? "" })),
        },
        { kind: "separator", id: "s" },
        {
          id: "retry",
          label: words.retry,
          icon: RotateCw,
          disabled: preview === null,
          run: () => void attempt(() => restart(preview)),
        },
      ]}
      trigger={
        <button type="button" className={CHIP} aria-label={words.label(words.status[status])}>
          <Dot state={DOTS[status]} />
          <span className="max-md:hidden">{words.name}</span>
        </button>
      }
    />
  );
}

async function restart(preview: PreviewState | null): Promise<void> {
  if (preview === null) return;
  await studio.preview.act.mutate({ appId: preview.appId, action: "retry", subject: null });
}
