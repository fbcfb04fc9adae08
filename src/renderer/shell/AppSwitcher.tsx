import { ChevronDown, FolderOpen, LayoutGrid, Plus, X } from "lucide-react";
import type { ReactElement } from "react";
import type { App } from "../../common/contracts/apps.ts";
import { openApp, useApp } from "../client/currentApp.ts";
import { useAppsList } from "../client/facts.ts";
import { text } from "../messages/text.ts";
import { runCommand } from "../ui/commands.ts";
import { Mark } from "../ui/Mark.tsx";
import { Menu } from "../ui/Menu.tsx";
import type { MenuItem } from "../ui/menuItems.ts";

const words = text.shell.switcher;
const RECENT = 7;

/** The app's name, and the way to others. */
export function AppSwitcher(): ReactElement {
  const app = useApp();
  const list = useAppsList(({ value }) => value?.apps ?? NO_APPS);
  const name = app?.name ?? text.shell.product;
  return (
    <Menu
      items={switcherItems(app, list)}
      trigger={
        <button
          type="button"
          aria-label={words.label(name)}
          className="flex h-7 min-w-0 items-center gap-2 rounded-md px-1.5 font-semibold text-fg transition-colors duration-100 hover:bg-hover data-[state=open]:bg-active"
        >
          <Mark className="size-4 shrink-0 text-accent" />
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" />
        </button>
      }
    />
  );
}

const NO_APPS: readonly App[] = [];

function switcherItems(current: App | null, apps: readonly App[]): readonly MenuItem[] {
  const recent = apps.filter((app) => app.folderExists || app.id === current?.id).slice(0, RECENT);
  const items: MenuItem[] = [];
  if (recent.length > 0) items.push({ kind: "label", id: "recent", label: words.recent });
  for (const app of recent) {
    items.push({
      id: app.id,
      label: app.name,
      hint: app.folder,
      checked: app.id === current?.id,
      run: () => void openApp(app.id),
    });
  }
  if (recent.length > 0) items.push({ kind: "separator", id: "s1" });
  items.push(
    { id: "new", label: words.create, icon: Plus, run: () => runCommand("apps.new") },
    {
      id: "open",
      label: words.openFolder,
      icon: FolderOpen,
      run: () => runCommand("apps.openFolder"),
    },
  );
  if (current !== null) {
    items.push(
      { id: "all", label: words.all, icon: LayoutGrid, run: () => runCommand("apps.showAll") },
      { kind: "separator", id: "s2" },
      {
        id: "close",
        label: words.close(current.name),
        icon: X,
        run: () => runCommand("apps.close"),
      },
    );
  }
  return items;
}
