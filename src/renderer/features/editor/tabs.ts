import { type FilePath, isWithin } from "../../../common/apps/filePath.ts";

/** What a tab shows. */
export type TabSubject =
  | { readonly kind: "file"; readonly path: FilePath }
  | { readonly kind: "comparison"; readonly id: string };

/** Names a subject; one group of tabs holds each subject once. */
export type TabKey = string & { readonly tabKey: true };

export function keyOf(subject: TabSubject): TabKey {
  const name = subject.kind === "file" ? subject.path : subject.id;
  return `${subject.kind}:${name}` as TabKey;
}

export function fileKey(path: FilePath): TabKey {
  return keyOf({ kind: "file", path });
}

export interface Tab {
  readonly key: TabKey;
  readonly subject: TabSubject;
  /** Opened by a single click: the next single click replaces it. */
  readonly preview: boolean;
  /** Stands before all that are not, and stays when others close. */
  readonly pinned: boolean;
}

/** Tabs in the order they are shown, pinned ones first. At most one tab is a preview. */
export interface Tabs {
  readonly tabs: readonly Tab[];
  readonly active: TabKey | null;
  /** Most recently shown first; what is shown next when the active tab closes. */
  readonly recent: readonly TabKey[];
}

export type TabEvent =
  | { readonly type: "open"; readonly subject: TabSubject; readonly preview: boolean }
  | { readonly type: "show"; readonly key: TabKey }
  /** A preview tab becomes a tab that stays. */
  | { readonly type: "keep"; readonly key: TabKey }
  | { readonly type: "pin"; readonly key: TabKey; readonly pinned: boolean }
  | { readonly type: "close"; readonly keys: readonly TabKey[] }
  | { readonly type: "move"; readonly key: TabKey; readonly to: number }
  | { readonly type: "step"; readonly by: 1 | -1 }
  | { readonly type: "renamed"; readonly from: FilePath; readonly to: FilePath };

export const NO_TABS: Tabs = { tabs: [], active: null, recent: [] };

export function reduceTabs(state: Tabs, event: TabEvent): Tabs {
  switch (event.type) {
    case "open":
      return open(state, event.subject, event.preview);
    case "show":
      return has(state, event.key) ? show(state, event.key) : state;
    case "keep":
      return change(state, event.key, { preview: false });
    case "pin":
      return pin(state, event.key, event.pinned);
    case "close":
      return close(state, event.keys);
    case "move":
      return move(state, event.key, event.to);
    case "step":
      return step(state, event.by);
    case "renamed":
      return rename(state, event.from, event.to);
  }
}

export function has(state: Tabs, key: TabKey): boolean {
  return state.tabs.some((tab) => tab.key === key);
}

export function activeTab(state: Tabs): Tab | undefined {
  return state.tabs.find((tab) => tab.key === state.active);
}

function show(state: Tabs, key: TabKey): Tabs {
  if (state.active === key && state.recent[0] === key) return state;
  return { ...state, active: key, recent: [key, ...state.recent.filter((k) => k !== key)] };
}

function change(state: Tabs, key: TabKey, changed: Partial<Tab>): Tabs {
  const tab = state.tabs.find((candidate) => candidate.key === key);
  if (tab === undefined) return state;
  const next = { ...tab, ...changed };
  if (next.preview === tab.preview && next.pinned === tab.pinned) return state;
  return { ...state, tabs: state.tabs.map((other) => (other === tab ? next : other)) };
}

function open(state: Tabs, subject: TabSubject, preview: boolean): Tabs {
  const key = keyOf(subject);
  if (has(state, key)) {
    const shown = show(state, key);
    return preview ? shown : change(shown, key, { preview: false });
  }
  const tab: Tab = { key, subject, preview, pinned: false };
  const replaced = preview ? state.tabs.find((other) => other.preview) : undefined;
  if (replaced !== undefined) {
    const tabs = state.tabs.map((other) => (other === replaced ? tab : other));
    const recent = state.recent.filter((k) => k !== replaced.key);
    return show({ ...state, tabs, recent }, key);
  }
  const after = state.tabs.findIndex((other) => other.key === state.active) + 1;
  const at = after === 0 ? state.tabs.length : Math.max(after, pinnedCount(state));
  return show({ ...state, tabs: state.tabs.toSpliced(at, 0, tab) }, key);
}

function pinnedCount(state: Tabs): number {
  return state.tabs.filter((tab) => tab.pinned).length;
}

function pin(state: Tabs, key: TabKey, pinned: boolean): Tabs {
  const changed = change(state, key, { pinned, preview: false });
  if (changed === state) return state;
  const tab = changed.tabs.find((candidate) => candidate.key === key);
  const others = changed.tabs.filter((candidate) => candidate !== tab);
  if (tab === undefined) return state;
  const at = others.filter((other) => other.pinned).length;
  return { ...changed, tabs: others.toSpliced(at, 0, tab) };
}

function close(state: Tabs, keys: readonly TabKey[]): Tabs {
  const gone = new Set(keys);
  const tabs = state.tabs.filter((tab) => !gone.has(tab.key));
  if (tabs.length === state.tabs.length) return state;
  const recent = state.recent.filter((key) => !gone.has(key));
  const stays = state.active !== null && !gone.has(state.active);
  const active = stays ? state.active : (recent[0] ?? tabs.at(-1)?.key ?? null);
  return { tabs, active, recent };
}

/** Pinned tabs keep to their end of the row, the others to theirs. */
function move(state: Tabs, key: TabKey, to: number): Tabs {
  const tab = state.tabs.find((candidate) => candidate.key === key);
  if (tab === undefined) return state;
  const others = state.tabs.filter((candidate) => candidate !== tab);
  const border = others.filter((other) => other.pinned).length;
  const [first, last] = tab.pinned ? [0, border] : [border, others.length];
  const at = Math.max(first, Math.min(to, last));
  return { ...state, tabs: others.toSpliced(at, 0, tab) };
}

function step(state: Tabs, by: 1 | -1): Tabs {
  const at = state.tabs.findIndex((tab) => tab.key === state.active);
  const count = state.tabs.length;
  const next = state.tabs[(at + by + count) % count];
  return next === undefined ? state : show(state, next.key);
}

/** The path after a file or folder `from` became `to`. */
export function pathAfterMove(path: FilePath, from: FilePath, to: FilePath): FilePath {
  return isWithin(from, path) ? ((to + path.slice(from.length)) as FilePath) : path;
}

function rename(state: Tabs, from: FilePath, to: FilePath): Tabs {
  const moved = (subject: TabSubject): TabSubject =>
    subject.kind === "file"
      ? { kind: "file", path: pathAfterMove(subject.path, from, to) }
      : subject;
  const keys = new Map(state.tabs.map((tab) => [tab.key, keyOf(moved(tab.subject))]));
  const changed = new Set([...keys].filter(([old, key]) => old !== key).map(([, key]) => key));
  if (changed.size === 0) return state;
  // A rename onto an open file leaves one tab of it, not two.
  const kept = state.tabs.filter((tab) => keys.get(tab.key) !== tab.key || !changed.has(tab.key));
  const after = (key: TabKey): TabKey => keys.get(key) ?? key;
  return {
    tabs: kept.map((tab) => ({ ...tab, key: after(tab.key), subject: moved(tab.subject) })),
    active: state.active === null ? null : after(state.active),
    recent: [...new Set(state.recent.map(after))],
  };
}
