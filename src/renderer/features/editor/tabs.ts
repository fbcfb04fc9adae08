import { type FilePath, isWithin } from "../../../common/apps/filePath.ts";

/** Open files in the order they are shown. At most one tab is a preview. */
export interface Tabs {
  readonly tabs: readonly Tab[];
  readonly active: FilePath | null;
  /** Most recently shown first; what is shown next when the active tab closes. */
  readonly recent: readonly FilePath[];
  /** Most recently closed first. */
  readonly closed: readonly FilePath[];
}

export interface Tab {
  readonly path: FilePath;
  /** Opened by a single click: the next single click replaces it. */
  readonly preview: boolean;
}

export type TabEvent =
  | { readonly type: "open"; readonly path: FilePath; readonly pinned: boolean }
  | { readonly type: "show"; readonly path: FilePath }
  | { readonly type: "pin"; readonly path: FilePath }
  | { readonly type: "close"; readonly paths: readonly FilePath[] }
  | { readonly type: "reopen" }
  | { readonly type: "move-tab"; readonly path: FilePath; readonly to: number }
  | { readonly type: "step"; readonly by: 1 | -1 }
  | { readonly type: "renamed"; readonly from: FilePath; readonly to: FilePath };

export const NO_TABS: Tabs = { tabs: [], active: null, recent: [], closed: [] };

const REMEMBERED_CLOSED = 20;

export function reduceTabs(state: Tabs, event: TabEvent): Tabs {
  switch (event.type) {
    case "open":
      return open(state, event.path, event.pinned);
    case "show":
      return has(state, event.path) ? show(state, event.path) : state;
    case "pin":
      return {
        ...state,
        tabs: state.tabs.map((tab) =>
          tab.path === event.path ? { path: tab.path, preview: false } : tab,
        ),
      };
    case "close":
      return close(state, event.paths);
    case "reopen":
      return reopen(state);
    case "move-tab":
      return moveTab(state, event.path, event.to);
    case "step":
      return step(state, event.by);
    case "renamed":
      return rename(state, event.from, event.to);
  }
}

function has(state: Tabs, path: FilePath): boolean {
  return state.tabs.some((tab) => tab.path === path);
}

function show(state: Tabs, path: FilePath): Tabs {
  return { ...state, active: path, recent: [path, ...state.recent.filter((p) => p !== path)] };
}

function open(state: Tabs, path: FilePath, pinned: boolean): Tabs {
  if (has(state, path)) {
    const shown = show(state, path);
    return pinned ? reduceTabs(shown, { type: "pin", path }) : shown;
  }
  const tab: Tab = { path, preview: !pinned };
  const closed = state.closed.filter((p) => p !== path);
  const replaced = pinned ? undefined : state.tabs.find((other) => other.preview);
  if (replaced !== undefined) {
    const tabs = state.tabs.map((other) => (other === replaced ? tab : other));
    const recent = state.recent.filter((p) => p !== replaced.path);
    return show({ ...state, tabs, recent, closed }, path);
  }
  const at = state.tabs.findIndex((other) => other.path === state.active) + 1;
  const tabs = [...state.tabs];
  tabs.splice(at === 0 ? tabs.length : at, 0, tab);
  return show({ ...state, tabs, closed }, path);
}

function close(state: Tabs, paths: readonly FilePath[]): Tabs {
  const gone = new Set(paths);
  const tabs = state.tabs.filter((tab) => !gone.has(tab.path));
  if (tabs.length === state.tabs.length) return state;
  const recent = state.recent.filter((path) => !gone.has(path));
  const closing = state.tabs.filter((tab) => gone.has(tab.path)).map((tab) => tab.path);
  const closed = [...closing.toReversed(), ...state.closed].slice(0, REMEMBERED_CLOSED);
  const stays = state.active !== null && !gone.has(state.active);
  const active = stays ? state.active : (recent[0] ?? tabs.at(-1)?.path ?? null);
  return { tabs, active, recent, closed };
}

function reopen(state: Tabs): Tabs {
  const [path, ...closed] = state.closed;
  return path === undefined ? state : open({ ...state, closed }, path, true);
}

function moveTab(state: Tabs, path: FilePath, to: number): Tabs {
  const tab = state.tabs.find((candidate) => candidate.path === path);
  if (tab === undefined) return state;
  const others = state.tabs.filter((candidate) => candidate !== tab);
  const at = Math.max(0, Math.min(to, others.length));
  return { ...state, tabs: [...others.slice(0, at), tab, ...others.slice(at)] };
}

function step(state: Tabs, by: 1 | -1): Tabs {
  const at = state.tabs.findIndex((tab) => tab.path === state.active);
  const count = state.tabs.length;
  const next = state.tabs[(at + by + count) % count];
  return next === undefined ? state : show(state, next.path);
}

/** The path after a file or folder `from` became `to`. */
export function pathAfterMove(path: FilePath, from: FilePath, to: FilePath): FilePath {
  return isWithin(from, path) ? ((to + path.slice(from.length)) as FilePath) : path;
}

function rename(state: Tabs, from: FilePath, to: FilePath): Tabs {
  const moved = (path: FilePath): FilePath => pathAfterMove(path, from, to);
  // A rename onto an open file leaves one tab of it, not two.
  const taken = new Set(
    state.tabs.filter((tab) => isWithin(from, tab.path)).map((t) => moved(t.path)),
  );
  const kept = state.tabs.filter((tab) => isWithin(from, tab.path) || !taken.has(tab.path));
  return {
    tabs: kept.map((tab) => ({ ...tab, path: moved(tab.path) })),
    active: state.active === null ? null : moved(state.active),
    recent: [...new Set(state.recent.map(moved))],
    closed: [...new Set(state.closed.map(moved))],
  };
}
