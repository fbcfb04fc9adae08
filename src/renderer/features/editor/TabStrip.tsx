import { ChevronDown, Columns2 } from "lucide-react";
import { type DragEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";
import { fileName, type FilePath, parentPath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { changeTabs, fileOfTab, useEditor } from "./session.ts";
import { TabButton } from "./TabButton.tsx";
import { endTabDrag, isTabDrag, useTabDrag } from "./tabDrag.ts";
import { type GroupId, MAX_GROUPS, type TabGroup } from "./tabGroups.ts";
import type { Tab, TabKey } from "./tabs.ts";

const words = text.editor;

/** The tabs of a group in a row that scrolls, can be dragged about and closed. */
export function TabStrip({ group }: { readonly group: TabGroup }): ReactElement {
  const { tabs, active } = group.tabs;
  const isFocused = useEditor(({ groups }) => groups.focused === group.id);
  const titles = useTitles(tabs);
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [dropAt, setDropAt] = useState<number | null>(null);
  const drop = (event: DragEvent, at: number): void => {
    const { dragged } = useTabDrag.getState();
    event.preventDefault();
    event.stopPropagation();
    setDropAt(null);
    endTabDrag();
    if (dragged !== null) dropTab(dragged, group, at);
  };
  return (
    <div className="flex h-8.5 shrink-0 border-b border-line bg-panel">
      <div
        ref={row}
        role="presentation"
        onWheel={(event) => event.currentTarget.scrollBy({ left: event.deltaY })}
        onDragOver={(event) => {
          if (!isTabDrag(event)) return;
          event.preventDefault();
          setDropAt(tabs.length);
        }}
        onDragLeave={() => setDropAt(null)}
        onDrop={(event) => drop(event, tabs.length)}
        className="flex min-w-0 flex-1 overflow-x-auto overflow-y-hidden [scrollbar-width:none]"
      >
        {/* It owns the tabs and not the close buttons beside them, which a tab list may not hold. */}
        <div
          role="tablist"
          aria-label={words.tabs}
          aria-owns={tabs.map((_, at) => `${id}${at}`).join(" ")}
        />
        {tabs.map((tab, at) => (
          <TabButton
            key={tab.key}
            id={`${id}${at}`}
            group={group.id}
            tab={tab}
            title={titles[at] ?? ""}
            active={tab.key === active}
            inFocus={isFocused}
            folder={isAmbiguous(titles, at) ? folderOf(tab) : null}
            dropBefore={dropAt === at}
            onDropBefore={(event) => drop(event, at)}
            onHover={() => setDropAt(at)}
          />
        ))}
        {dropAt === tabs.length && tabs.length > 0 && <span className="w-0.5 shrink-0 bg-accent" />}
      </div>
      {active !== null && (
        <StripActions group={group.id} tabs={tabs} active={active} titles={titles} row={row} />
      )}
    </div>
  );
}

function dropTab(
  dragged: { readonly group: GroupId; readonly key: TabKey },
  { id, tabs }: TabGroup,
  at: number,
): void {
  // `at` counts the tabs as they stand, the dragged one among them.
  const from = tabs.tabs.findIndex((tab) => tab.key === dragged.key);
  const to = dragged.group === id && from < at ? at - 1 : at;
  changeTabs({ type: "carry", from: dragged.group, key: dragged.key, to: id, at: to });
}

interface StripActionsProps {
  readonly group: GroupId;
  readonly tabs: readonly Tab[];
  readonly active: TabKey;
  readonly titles: readonly string[];
  readonly row: { readonly current: HTMLElement | null };
}

function StripActions({ group, tabs, active, titles, row }: StripActionsProps): ReactElement {
  const canSplit = useEditor(({ groups }) => groups.groups.length < MAX_GROUPS);
  const overflows = useOverflow(row, tabs.length);
  const items = tabs.map((tab, at): MenuItem => {
    const path = fileOfTab(tab);
    return {
      id: tab.key,
      label: titles[at] ?? "",
      ...(path === null ? {} : { hint: parentPath(path) }),
      checked: tab.key === active,
      run: () => changeTabs({ type: "tabs", group, event: { type: "show", key: tab.key } }),
    };
  });
  return (
    <div className="flex shrink-0 items-center gap-0.5 px-1">
      {overflows && (
        <Menu
          align="end"
          items={items}
          trigger={
            <button
              type="button"
              aria-label={words.allTabs}
              title={words.allTabs}
              className="grid size-6 place-items-center rounded-md text-fg-2 hover:bg-hover hover:text-fg data-[state=open]:bg-active"
            >
              <ChevronDown aria-hidden="true" className="size-4" strokeWidth={1.75} />
            </button>
          }
        />
      )}
      {canSplit && (
        <IconButton
          size="sm"
          icon={Columns2}
          label={words.commands.split}
          onClick={() => changeTabs({ type: "split", group, key: active })}
        />
      )}
    </div>
  );
}

/** Whether some of the tabs are out of sight. */
function useOverflow(row: { readonly current: HTMLElement | null }, count: number): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const strip = row.current;
    if (strip === null) return undefined;
    const look = (): void => setOverflows(strip.scrollWidth > strip.clientWidth + 1);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(strip);
    return () => observer.disconnect();
  }, [row, count]);
  return overflows;
}

function useTitles(tabs: readonly Tab[]): readonly string[] {
  const comparisons = useEditor((state) => state.comparisons);
  return tabs.map(({ subject }) =>
    subject.kind === "file"
      ? fileName(subject.path)
      : (comparisons.get(subject.id)?.title ?? subject.id),
  );
}

function folderOf({ subject }: Tab): FilePath | string | null {
  return subject.kind === "file" ? parentPath(subject.path) : null;
}

function isAmbiguous(titles: readonly string[], at: number): boolean {
  return titles.some((title, other) => other !== at && title === titles[at]);
}
