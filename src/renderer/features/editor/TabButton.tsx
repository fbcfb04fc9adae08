import { Diff, Pin, X } from "lucide-react";
import { type DragEvent, type ReactElement, useEffect, useRef } from "react";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { closeTabs } from "./closing.ts";
import { holdsUnsavedWork } from "./document.ts";
import { changeTabs, fileOfTab } from "./session.ts";
import { beginTabDrag, endTabDrag } from "./tabDrag.ts";
import type { GroupId } from "./tabGroups.ts";
import { tabMenu } from "./tabMenu.ts";
import type { Tab, TabEvent } from "./tabs.ts";
import { useDocument } from "./useDocument.ts";

const words = text.editor;

interface TabButtonProps {
  readonly id: string;
  readonly group: GroupId;
  readonly tab: Tab;
  readonly title: string;
  /** In front of its group. */
  readonly active: boolean;
  /** Its group has the focus. */
  readonly inFocus: boolean;
  /** Shown when another tab has the same title. */
  readonly folder: string | null;
  readonly dropBefore: boolean;
  readonly onDropBefore: (event: DragEvent) => void;
  readonly onHover: () => void;
}

export function TabButton(props: TabButtonProps): ReactElement {
  const { id, group, tab, title, active, inFocus, folder, dropBefore } = props;
  const { key, preview, pinned } = tab;
  const path = fileOfTab(tab);
  const document = useDocument(path);
  const dirty = holdsUnsavedWork(document);
  const gone = document?.kind === "text" && document.disk.kind === "removed";
  const button = useRef<HTMLDivElement>(null);
  useKeptInSight(button, active);
  const change = (event: TabEvent): void => changeTabs({ type: "tabs", group, event });
  const close = (): void => void closeTabs(group, [key]);
  return (
    <ContextMenu items={tabMenu(group, tab)}>
      <div
        ref={button}
        role="presentation"
        draggable
        onDragStart={(event) => beginTabDrag(event, { group, key })}
        onDragEnd={endTabDrag}
        onDragOver={(event) => {
          event.preventDefault();
          event.stopPropagation();
          props.onHover();
        }}
        onDrop={props.onDropBefore}
        onAuxClick={(event) => {
          if (event.button === 1) close();
        }}
        // The middle button would otherwise start scrolling the row.
        onMouseDown={(event) => event.button === 1 && event.preventDefault()}
        className={classNames(
          "group relative flex max-w-60 shrink-0 border-r border-line text-xs select-none",
          active ? "bg-raised text-fg" : "text-fg-2 hover:bg-hover hover:text-fg",
          active && inFocus && "shadow-[inset_0_-2px_var(--accent)]",
          active && !inFocus && "shadow-[inset_0_-2px_var(--line-strong)]",
          dropBefore && "shadow-[inset_2px_0_var(--accent)]",
        )}
      >
        <div
          id={id}
          role="tab"
          tabIndex={active ? 0 : -1}
          aria-selected={active}
          aria-keyshortcuts="Delete"
          title={path ?? title}
          onClick={() => {
            changeTabs({ type: "focus", group });
            change({ type: "show", key });
          }}
          onDoubleClick={() => change({ type: "keep", key })}
          onKeyDown={(event) => {
            if (event.key === "Delete") close();
            else pressOnTab(event.key, key, change);
          }}
          className="flex min-w-0 flex-1 items-center gap-1.5 pr-7.5 pl-3"
        >
          {tab.subject.kind === "comparison" && (
            <Diff aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" />
          )}
          <span className={nameStyle(preview, gone)}>{title}</span>
          {folder !== null && <span className="truncate text-fg-3">{folder}</span>}
          {dirty && <span className="sr-only">{words.unsaved}</span>}
        </div>
        {pinned ? (
          <UnpinButton
            title={title}
            dirty={dirty}
            onUnpin={() => change({ type: "pin", key, pinned: false })}
          />
        ) : (
          <CloseButton title={title} dirty={dirty} shown={active} onClose={close} />
        )}
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

function pressOnTab(pressed: string, key: Tab["key"], change: (event: TabEvent) => void): void {
  if (pressed === "ArrowRight") change({ type: "step", by: 1 });
  else if (pressed === "ArrowLeft") change({ type: "step", by: -1 });
  else if (pressed === "Enter" || pressed === " ") change({ type: "show", key });
}

const SMALL_BUTTON =
  "absolute top-1/2 right-1.5 grid size-4.5 -translate-y-1/2 place-items-center rounded-sm hover:bg-active";

interface CloseButtonProps {
  readonly title: string;
  readonly dirty: boolean;
  readonly shown: boolean;
  readonly onClose: () => void;
}

/** A dot while there is unsaved work, which becomes the cross under the pointer. */
function CloseButton({ title, dirty, shown, onClose }: CloseButtonProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={words.closeTab(title)}
      onClick={onClose}
      className={SMALL_BUTTON}
    >
      {dirty && <Dot />}
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

interface UnpinButtonProps {
  readonly title: string;
  readonly dirty: boolean;
  readonly onUnpin: () => void;
}

function UnpinButton({ title, dirty, onUnpin }: UnpinButtonProps): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={words.unpinTab(title)}
      onClick={onUnpin}
      className={SMALL_BUTTON}
    >
      {dirty && <Dot />}
      <Pin
        aria-hidden="true"
        className={classNames("size-3.5 text-accent", dirty && "hidden group-hover:block")}
      />
    </button>
  );
}

function Dot(): ReactElement {
  return <span className="size-1.75 rounded-full bg-fg-2 group-hover:hidden" aria-hidden="true" />;
}
