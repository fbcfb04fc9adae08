import { Ellipsis, FolderSearch, ListX, Pencil, Trash2, X } from "lucide-react";
import type { ReactElement } from "react";
import type { App } from "../../../common/contracts/apps.ts";
import { closeApp, openApp, useCurrentApp } from "../../client/currentApp.ts";
import { locateApp } from "../../client/locateApp.ts";
import { studio } from "../../client/studio.ts";
import { formatAgo } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { confirm } from "../../ui/confirm.ts";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { notify } from "../../ui/notifications.ts";
import { attempt } from "./attempt.ts";

const words = text.welcome;

interface RecentAppRowProps {
  readonly app: App;
  readonly onRename: () => void;
}

export function RecentAppRow({ app, onRename }: RecentAppRowProps): ReactElement {
  const opening = useCurrentApp((current) => current.opening === app.id);
  const open = (): void => {
    void (app.folderExists ? openApp(app.id) : attempt(() => locateApp(app)));
  };
  return (
    <li className="flex items-center border-b border-line pr-2 last:border-0">
      <button
        type="button"
        disabled={opening}
        aria-busy={opening}
        onClick={open}
        className="grid min-w-0 flex-1 grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] items-center gap-4 px-3.5 py-2.5 text-left transition-colors duration-100 hover:bg-hover disabled:opacity-60 max-md:grid-cols-[minmax(0,1fr)_auto]"
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate text-sm font-semibold text-fg">{app.name}</span>
          {app.open && <Badge tone="ok">{words.openNow}</Badge>}
          {!app.folderExists && <Badge tone="warn">{words.missing}</Badge>}
        </span>
        <span className="truncate text-xs text-fg-3 max-md:hidden">{app.folder}</span>
        <span className="text-xs whitespace-nowrap text-fg-3">
          {words.opened(formatAgo(app.openedAt))}
        </span>
      </button>
      <Menu
        align="end"
        items={actions(app, onRename)}
        trigger={
          <button
            type="button"
            aria-label={words.more(app.name)}
            className="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-hover hover:text-fg data-[state=open]:bg-active"
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </button>
        }
      />
    </li>
  );
}

function actions(app: App, onRename: () => void): readonly MenuItem[] {
  const locate: MenuItem = {
    id: "locate",
    label: words.locate,
    icon: FolderSearch,
    run: () => void attempt(() => locateApp(app)),
  };
  const close: MenuItem = {
    id: "close",
    label: words.closeApp,
    icon: X,
    run: () => void attempt(() => closeApp(app.id)),
  };
  const deletion: MenuItem = {
    id: "delete",
    label: words.delete,
    icon: Trash2,
    danger: true,
    run: () => void removeWithFiles(app),
  };
  return [
    ...(app.folderExists ? [] : [locate]),
    { id: "rename", label: words.rename, icon: Pencil, run: onRename },
    ...(app.open ? [close] : []),
    { kind: "separator", id: "s" },
    {
      id: "remove",
      label: words.remove,
      icon: ListX,
      run: () => void remove(app),
    },
    // Studio deletes only folders that it made.
    ...(app.starter === null ? [] : [deletion]),
  ];
}

async function remove(app: App): Promise<void> {
  const sure = await confirm({
    title: words.removeTitle(app.name),
    body: words.removeBody(app.folder),
    action: words.removeAction,
    danger: true,
  });
  if (sure) await attempt(() => studio.apps.remove.mutate({ appId: app.id, deleteFiles: false }));
}

async function removeWithFiles(app: App): Promise<void> {
  const sure = await confirm({
    title: words.deleteTitle(app.name),
    body: words.deleteBody(app.folder),
    action: words.deleteAction,
    danger: true,
  });
  if (!sure) return;
  await attempt(async () => {
    const { removalId } = await studio.apps.remove.mutate({ appId: app.id, deleteFiles: true });
    offerUndo(app, removalId);
  });
}

function offerUndo(app: App, removalId: string | null): void {
  if (removalId === null) return;
  notify({
    level: "info",
    title: words.deleted(app.name),
    action: {
      label: words.undo,
      run: () => void attempt(() => studio.apps.undoRemove.mutate({ removalId })),
    },
  });
}
