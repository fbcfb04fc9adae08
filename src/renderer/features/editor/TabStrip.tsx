import { X } from "lucide-react";
import { type DragEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";
import { fileName, type FilePath, parentPath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { closeFiles } from "./closing.ts";
import { holdsUnsavedWork } from "./document.ts";
import { changeTabs, useEditor } from "./session.ts";
import { tabMenu } from "./tabMenu.ts";
import type { Tab } from "./tabs.ts";
import { useDocument } from "./useDocument.ts";

const words = text.editor;

/** Open files in a row that scrolls, can be dragged about and closed. */
export function TabStrip(): ReactElement {
  const tabs = useEditor((state) => state.tabs.tabs);
  const active = useEditor((state) => state.tabs.active);
  const id = useId();
  const [dropAt, setDropAt] = useState<number | null>(null);
  const names = tabs.map((tab) => fileName(tab.path));
  const drop = (event: DragEvent, at: number): void => {
    event.preventDefault();
    setDropAt(null);
    const dragged = tabs.find((tab) => tab.path === event.dataTransfer.getData(DRAG_TYPE));
    if (dragged !== undefined) moveTab(tabs, dragged.path, at);
  };
  return (
    <div
      role="presentation"
      onWheel={(event) => event.currentTarget.scrollBy({ left: event.deltaY })}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        setDropAt(tabs.length);
      }}
      onDragLeave={() => setDropAt(null)}
      onDrop={(event) => drop(event, tabs.length)}
      className="flex h-8.5 shrink-0 overflow-x-auto overflow-y-hidden border-b border-line bg-panel [scrollbar-width:none]"
    >
      {/* It owns the tabs and not the close buttons beside them, which a tab list may not hold. */}
      <div
        role="tablist"
        aria-label={words.tabs}
        aria-owns={tabs.map((_, at) => `${id}${at}`).join(" ")}
      />
      {tabs.map((tab, at) => (
        <TabButton
          key={tab.path}
          id={`${id}${at}`}
          tab={tab}
          active={tab.path === active}
          folder={isAmbiguous(names, at) ? parentPath(tab.path) : null}
          dropBefore={dropAt === at}
          onDropBefore={(event) => {
            event.stopPropagation();
            drop(event, at);
          }}
          onHover={() => setDropAt(at)}
        />
      ))}
      {dropAt === tabs.length && tabs.length > 0 && <span className="w-0.5 shrink-0 bg-accent" />}
    </div>
  );
}

const DRAG_TYPE = "application/x-studio-tab";

function isAmbiguous(names: readonly string[], at: number): boolean {
  return names.some((name, other) => other !== at && name === names[at]);
}

/** `at` counts the tabs as they stand, the dragged one among them. */
function moveTab(tabs: readonly Tab[], path: FilePath, at: number): void {
  const from = tabs.findIndex((tab) => tab.path === path);
  changeTabs({ type: "move-tab", path, to: from < at ? at - 1 : at });
}

interface TabButtonProps {
  readonly id: string;
  readonly tab: Tab;
  readonly active: boolean;
  /** Shown when another open file has the same name. */
  readonly folder: string | null;
  readonly dropBefore: boolean;
  readonly onDropBefore: (event: DragEvent) => void;
  readonly onHover: () => void;
}

function TabButton(props: TabButtonProps): ReactElement {
  const { id, tab, active, folder, dropBefore, onDropBefore, onHover } = props;
  const { path, preview } = tab;
  const document = useDocument(path);
  const dirty = holdsUnsavedWork(document);
  const gone = document?.kind === "text" && document.disk.kind === "removed";
  const button = useRef<HTMLDivElement>(null);
  useKeptInSight(button, active);
  return (
    <ContextMenu items={tabMenu(path)}>
      <div
        ref={button}
        role="presentation"
        draggable
        onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, path)}
        onDragOver={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onHover();
        }}
        onDrop={onDropBefore}
        onAuxClick={(event) => {
          if (event.button === 1) void closeFiles([path]);
        }}
        // The middle button would otherwise start scrolling the row.
        onMouseDown={(event) => event.button === 1 && event.preventDefault()}
        className={classNames(
          "group relative flex max-w-60 shrink-0 border-r border-line text-xs select-none",
          active
            ? "bg-raised text-fg shadow-[inset_0_-2px_var(--accent)]"
            : "text-fg-2 hover:bg-hover hover:text-fg",
          dropBefore && "shadow-[inset_2px_0_var(--accent)]",
        )}
      >
        <div
          id={id}
          role="tab"
          tabIndex={active ? 0 : -1}
          aria-selected={active}
          aria-keyshortcuts="Delete"
          title={path}
          onClick={() => changeTabs({ type: "show", path })}
          onDoubleClick={() => changeTabs({ type: "pin", path })}
          onKeyDown={(event) => pressOnTab(event.key, path)}
          className="flex min-w-0 flex-1 items-center gap-1.5 pr-7.5 pl-3"
        >
          <span className={nameStyle(preview, gone)}>{fileName(path)}</span>
          {folder !== null && <span className="truncate text-fg-3">{folder}</span>}
          {dirty && <span className="sr-only">{words.unsaved}</span>}
        </div>
        <CloseButton path={path} dirty={dirty} shown={active} />
      </div>
    </ContextMenu>
  );
}

function nameStyle(preview: boolean, gone: boolean): string {
  return classNames("truncate", preview && "italic", gone && "line-through opacity-70");
}

/** The active tab stays in sight, also when the row becomes narrower. */
function useKeptInSight(tab: { readonly current: HTMLElement | null }, active: boolean): void {
  useEffect(() => {
    const row = tab.current?.parentElement;
    if (!active || row === null || row === undefined) return undefined;
    const show = (): void => tab.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    show();
    const observer = new ResizeObserver(show);
    observer.observe(row);
    return () => observer.disconnect();
  }, [active, tab]);
}

function pressOnTab(key: string, path: FilePath): void {
  if (key === "ArrowRight") changeTabs({ type: "step", by: 1 });
  else if (key === "ArrowLeft") changeTabs({ type: "step", by: -1 });
  else if (key === "Delete") void closeFiles([path]);
  else if (key === "Enter" || key === " ") changeTabs({ type: "show", path });
}

interface CloseButtonProps {
  readonly path: FilePath;
  readonly dirty: boolean;
  readonly shown: boolean;
}

/** A dot while there is unsaved work, which becomes the cross under the pointer. */
function CloseButton({ path, dirty, shown }: CloseButtonProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={words.closeTab(fileName(path))}
      onClick={() => void closeFiles([path])}
      className="absolute top-1/2 right-1.5 grid size-4.5 -translate-y-1/2 place-items-center rounded-sm hover:bg-active"
    >
      {dirty && (
        <span className="size-1.75 rounded-full bg-fg-2 group-hover:hidden" aria-hidden="true" />
      )}
      <X
        aria-hidden="true"
        className={classNames(
          "size-3.5 group-hover:block",
          dirty || !shown ? "hidden" : "opacity-60 group-hover:opacity-100",
        )}
      />
    </button>
  );
}
