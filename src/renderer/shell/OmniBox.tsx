import { Search } from "lucide-react";
import type { ReactElement } from "react";
import { useCurrentApp } from "../client/currentApp.ts";
import { text } from "../messages/text.ts";
import { runCommand } from "../ui/commands.ts";
import { Kbd } from "../ui/Kbd.tsx";
import { ariaKey } from "../ui/keys.ts";
import { useKeyOf } from "./keybindings.ts";

/** Opens quick open; the command palette while there is no app to have files. */
export function OmniBox(): ReactElement {
  const hasApp = useCurrentApp((current) => current.appId !== null);
  const command = hasApp ? "view.quickOpen" : "view.palette";
  const label = hasApp ? text.shell.omni.box : text.shell.omni.boxNoApp;
  const keys = useKeyOf(command);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts={keys === null ? undefined : ariaKey(keys)}
      onClick={() => runCommand(command)}
      className="flex h-6.5 w-95 min-w-0 max-w-full items-center gap-2 rounded-md border border-line bg-panel px-2 text-xs text-fg-3 transition-colors duration-100 hover:border-line-strong hover:text-fg-2"
    >
      <Search aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="min-w-0 flex-1 truncate text-left">{label}</span>
      {keys !== null && (
        <span className="max-md:hidden">
          <Kbd keys={keys} />
        </span>
      )}
    </button>
  );
}
