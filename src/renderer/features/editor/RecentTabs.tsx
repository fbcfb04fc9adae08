import { type KeyboardEvent, type ReactElement, useEffect, useRef } from "react";
import { create } from "zustand";
import { parentPath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { changeTabs, fileOfTab, titleOfTab, useEditor } from "./session.ts";
import { focusedGroup } from "./tabGroups.ts";
import type { Tab } from "./tabs.ts";

const words = text.editor;

/** The row that is chosen; null while the list is closed. */
const useChosen = create<{ readonly at: number | null }>(() => ({ at: null }));

function recentTabs(): readonly Tab[] {
  const { tabs, recent } = focusedGroup(useEditor.getState().groups).tabs;
  const known = recent.flatMap((key) => tabs.find((tab) => tab.key === key) ?? []);
  return [...known, ...tabs.filter((tab) => !known.includes(tab))];
}

/** Opens the list on the tab before this one, or goes on to the next row of it. */
export function stepThroughRecent(): void {
  const count = recentTabs().length;
  if (count < 2) return;
  useChosen.setState(({ at }) => ({ at: ((at ?? 0) + 1) % count }));
}

function choose(tab: Tab | undefined): void {
  useChosen.setState({ at: null });
  if (tab !== undefined) changeTabs({ type: "tabs", event: { type: "show", key: tab.key } });
}

/** Tabs by when they were looked at; letting go of the key shows the chosen one. */
export function RecentTabs(): ReactElement | null {
  const at = useChosen((state) => state.at);
  return at === null ? null : <List at={at} tabs={recentTabs()} />;
}

function List({ at, tabs }: { readonly at: number; readonly tabs: readonly Tab[] }): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const chosen = tabs[at];
  useEffect(() => {
    const cameFrom = document.activeElement;
    list.current?.focus();
    return () => {
      if (cameFrom instanceof HTMLElement) cameFrom.focus();
    };
  }, []);
  useEffect(() => {
    const release = (event: globalThis.KeyboardEvent): void => {
      if (event.key === "Control" || event.key === "Meta" || event.key === "Alt") choose(chosen);
    };
    window.addEventListener("keyup", release);
    return () => window.removeEventListener("keyup", release);
  }, [chosen]);
  return (
    <div className="fixed inset-0 z-40" onMouseDown={() => choose(undefined)}>
      <div
        ref={list}
        role="listbox"
        tabIndex={-1}
        aria-label={words.recentTabs}
        aria-activedescendant={`recent-${at}`}
        onKeyDown={(event) => press(event, at, tabs)}
        className="absolute top-16 left-1/2 max-h-96 w-105 -translate-x-1/2 overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 text-sm shadow-pop outline-none"
      >
        {tabs.map((tab, row) => (
          <Row key={tab.key} id={`recent-${row}`} tab={tab} chosen={row === at} />
        ))}
      </div>
    </div>
  );
}

function press(event: KeyboardEvent, at: number, tabs: readonly Tab[]): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by !== undefined) useChosen.setState({ at: (at + by + tabs.length) % tabs.length });
  else if (event.key === "Enter") choose(tabs[at]);
  else if (event.key === "Escape") choose(undefined);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

interface RowProps {
  readonly id: string;
  readonly tab: Tab;
  readonly chosen: boolean;
}

function Row({ id, tab, chosen }: RowProps): ReactElement {
  const path = fileOfTab(tab);
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      onMouseDown={(event) => {
        event.stopPropagation();
        choose(tab);
      }}
      className={classNames(
        "flex min-h-7 items-baseline gap-2 rounded-md px-2 py-1",
        chosen && "bg-active",
      )}
    >
      <span className="shrink-0 text-fg">{titleOfTab(tab)}</span>
      {path !== null && <span className="truncate text-xs text-fg-3">{parentPath(path)}</span>}
    </div>
  );
}
