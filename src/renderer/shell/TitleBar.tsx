import { PanelBottom, PanelLeft, PanelRight } from "lucide-react";
import type { ReactElement } from "react";
import { useCurrentApp } from "../client/currentApp.ts";
import { text } from "../messages/text.ts";
import { runCommand } from "../ui/commands.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { AppSwitcher } from "./AppSwitcher.tsx";
import type { Toggle } from "./arrangement.ts";
import { BranchChip } from "./BranchChip.tsx";
import { EnvironmentChip } from "./EnvironmentChip.tsx";
import { currentArrangement, useFrame } from "./frame.ts";
import { useKeyOf } from "./keybindings.ts";
import { OmniBox } from "./OmniBox.tsx";
import { PresetSwitch } from "./PresetSwitch.tsx";
import { SyncChip } from "./SyncChip.tsx";

export function TitleBar(): ReactElement {
  const appId = useCurrentApp((current) => current.appId);
  return (
    <header className="grid h-10 grid-cols-[minmax(0,1fr)_minmax(0,auto)_minmax(0,1fr)] items-center gap-3 border-b border-line bg-app px-3 max-md:grid-cols-[minmax(0,auto)_minmax(0,1fr)_auto] max-md:gap-1.5 max-md:px-2">
      <div className="flex min-w-0 items-center gap-2">
        <AppSwitcher />
        {appId !== null && (
          <>
            <BranchChip />
            <EnvironmentChip />
            <SyncChip />
          </>
        )}
      </div>
      <OmniBox />
      <div className="flex items-center justify-end gap-2 max-md:gap-1">
        {appId !== null && (
          <>
            <PresetSwitch />
            <div className="flex items-center max-lg:hidden">
              <PartToggle part="side" />
              <PartToggle part="bottom" />
              <PartToggle part="preview" />
            </div>
          </>
        )}
      </div>
    </header>
  );
}

const PARTS = {
  side: { icon: PanelLeft, label: text.shell.toggleSide },
  bottom: { icon: PanelBottom, label: text.shell.toggleBottom },
  preview: { icon: PanelRight, label: text.shell.togglePreview },
};

function PartToggle({ part }: { readonly part: Toggle }): ReactElement {
  const shown = useFrame((memory) => currentArrangement(memory).shown[part]);
  const command = `view.toggle.${part}`;
  const keys = useKeyOf(command);
  const { icon, label } = PARTS[part];
  return (
    <IconButton
      icon={icon}
      label={label}
      keys={keys}
      aria-pressed={shown}
      className={shown ? "text-fg" : "text-fg-3"}
      onClick={() => runCommand(command)}
    />
  );
}
